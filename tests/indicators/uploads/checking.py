"""Run the checks of an upload as the worker does, without starting one."""

import io
import tempfile

from indicators.uploads.inspect import check_size, inspect
from indicators.uploads.names import check_name
from indicators.uploads.photo import rewrite_photo
from indicators.uploads.types import Family

LIMIT = 100 * 1024 * 1024


def check(name, data):
    """Pass name and bytes through every check; raises Refused as an upload would be."""
    _, kind = check_name(name)
    check_size(len(data), LIMIT)
    with tempfile.TemporaryFile() as stream:
        stream.write(data)
        stream.flush()
        inspect(stream, kind.suffix)
        if kind.family is Family.IMAGE:
            stream.seek(0)
            rewrite_photo(stream, kind.suffix, io.BytesIO())
