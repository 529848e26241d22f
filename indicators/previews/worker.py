"""Opens one stranger's file: `python -m indicators.previews.worker VERB SUFFIX [ARG]`.

The file comes as stdin (a real file), the result goes to stdout. Ends with 0, or with 3 and one
sentence on stdout when the file is refused; anything else means it was stopped by its limits.
Knows neither settings nor database, and is started without the environment of the web process.
"""

import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from indicators.previews.limits import Limits, apply
from units.errors import Refused

REFUSED = 3
Job = Callable[[list[str], BinaryIO, BinaryIO], None]


def serve(job: Job) -> None:
    """Bind this process to the limits, do `job` (arguments, file, answer), and end with its code.

    A worker of a higher app is a module of its own that calls this and nothing else.
    """
    apply(Limits())
    # Take the descriptors themselves: pdfium and Pillow want seekable files.
    with os.fdopen(0, "rb") as stdin, os.fdopen(os.dup(1), "wb") as stdout:
        code = answer(job, sys.argv[1:], stdin, stdout)
    sys.exit(code)


def answer(job: Job, arguments: list[str], source: BinaryIO, target: BinaryIO) -> int:
    """Do the job; returns the exit code, and writes the sentence of a refusal."""
    try:
        job(arguments, source, target)
    except Refused as refusal:
        target.write(refusal.message.encode())
        return REFUSED
    return 0


def look(arguments: list[str], source: BinaryIO, target: BinaryIO) -> None:
    """`inspect`: nothing written · `photo`: suffix, line feed, picture · the rest: previews."""
    verb, suffix, *rest = arguments
    if verb == "inspect":
        from indicators.uploads.inspect import inspect

        inspect(source, suffix)
    elif verb == "photo":
        from indicators.uploads.photo import rewrite_photo

        rewrite_photo(source, suffix, target)
    else:
        from indicators.previews.render import render

        target.write(render(verb, source, suffix, [int(word) for word in rest]))


if __name__ == "__main__":
    serve(look)
