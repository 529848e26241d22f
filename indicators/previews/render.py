"""Makes a preview: one page as picture, or text. Runs only inside the limited worker."""

import io
from typing import BinaryIO

from PIL import Image

from indicators.uploads.office import read_container
from indicators.uploads.pdf_text import open_pdf
from indicators.uploads.photo import open_photo
from indicators.uploads.types import TYPES
from units.errors import Refused

WIDTH = 1000
TALLEST = 4000
TEXT_LENGTH = 200_000


def render(verb: str, stream: BinaryIO, suffix: str, numbers: list[int]) -> bytes:
    """Return a preview: `page` n → PNG, `count` → digits, `picture` → PNG, `text` → UTF-8."""
    if verb == "count":
        return str(len(open_pdf(stream))).encode()
    if verb == "page":
        return _page(stream, numbers[0])
    if verb == "picture":
        return _png(open_photo(stream, suffix))
    if verb == "text":
        return read_container(stream, TYPES[suffix].family)[:TEXT_LENGTH].encode()
    raise ValueError(verb)


def _page(stream: BinaryIO, number: int) -> bytes:
    """Page `number` (from 1), at most 1000 pixels wide."""
    document = open_pdf(stream)
    if not 1 <= number <= len(document):
        raise Refused(f"没有第 {number} 页。")
    page = document[number - 1]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Refused("这一页没有内容可以显示。")
    scale = min(WIDTH / width, TALLEST / height)
    return _png(page.render(scale=scale).to_pil())


def _png(picture: Image.Image) -> bytes:
    picture.thumbnail((WIDTH, TALLEST))
    target = io.BytesIO()
    plain = picture if picture.mode in {"L", "RGB", "RGBA", "P"} else picture.convert("RGB")
    plain.save(target, "PNG")
    return target.getvalue()
