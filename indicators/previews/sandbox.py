"""Starts the limited worker on a file and takes its answer."""

import subprocess
import sys
import tempfile
from typing import IO

from django.conf import settings

from indicators.previews.limits import Limits
from indicators.previews.worker import REFUSED
from units.errors import Refused

STOPPED = "文件内容异常，打开它超出了时间或内存限制，请重新导出后再上传。"
_MODULE = "indicators.previews.worker"


def run(
    verb: str,
    stream: IO[bytes],
    *arguments: str,
    module: str = _MODULE,
    wall: float = Limits.wall,
) -> IO[bytes]:
    """Run `verb` of the worker on `stream` (a real, seekable file); return its output as a file.

    `module` is another worker made with `worker.serve`. Raises Refused with the worker's sentence,
    or when it crashed or was stopped (`wall` seconds at most).
    """
    stream.seek(0)
    output = tempfile.TemporaryFile()  # noqa: SIM115 - handed on to the caller
    try:
        code = _call([module, verb, *arguments], stream, output, wall)
        output.seek(0)
        if code == REFUSED:
            raise Refused(output.read(2000).decode("utf-8", "replace"))
        if code:
            raise Refused(STOPPED)
    except BaseException:
        output.close()
        raise
    return output


def _call(arguments: list[str], stream: IO[bytes], output: IO[bytes], wall: float) -> int:
    try:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            stdin=stream.fileno(),
            stdout=output.fileno(),
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            timeout=wall,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -1
