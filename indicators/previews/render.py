"""Makes a preview: one page as picture, or text. Runs only inside the limited worker."""

import io
from typing import BinaryIO

from PIL import Image

from indicators.uploads.office import read_container
from indicators.uploads.pdf_text import open_pdf
from indicators.uploads.photo import open_photo
from indicators.uploads.types import TYPES, Family
from units.errors import Refused
from units.workbooks import WorkbookRefused, open_rows

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
        return _text(stream, TYPES[suffix].family)[:TEXT_LENGTH].encode()
    raise ValueError(verb)


def _text(stream: BinaryIO, family: Family) -> str:
    """The text as lines; a workbook row by row, sheet after sheet."""
    if family is not Family.EXCEL:
        return read_container(stream, family)
    try:
        sheets = [sheet for sheet in open_rows(stream.read()) if sheet.visible]
    except WorkbookRefused as error:
        raise Refused(str(error)) from error
    return "\n\n".join(
        "\n".join([f"【{sheet.name}】", *("\t".join(row).rstrip() for row in sheet.texts())])
        for sheet in sheets
    )


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
