"""What a PDF looks like, in millimetres from the page's top left corner."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
BODY_END = 262.0


@dataclass(frozen=True)
class Char:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    middle: float  # of the character's cell, the same for all of a line
    start: float  # the cell's left
    end: float  # and right


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    y: float
    thick: float
    red: bool


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    chars: list
    rules: list

    def lines(self):
        """The lines of the text area from top to bottom, each a list of Char."""
        return _lines([c for c in self.chars if c.middle < BODY_END])

    def texts(self):
        lines = ("".join(c.text for c in line) for line in self.lines())
        # a character beyond the first plane comes as two halves
        return [line.encode("utf-16", "surrogatepass").decode("utf-16") for line in lines]

    def footer(self):
        return sorted((c for c in self.chars if c.middle >= BODY_END), key=lambda c: c.left)

    def line_with(self, text):
        """The characters of the first line that holds the text."""
        for line in _lines(self.chars):
            if text in "".join(c.text for c in line):
                return line
        raise AssertionError(f"{text!r} is not on the page: {self.texts()}")


def pages(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page):
    width, height = page.get_size()
    text = page.get_textpage()
    chars = []
    for n in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, n))
        if not letter.strip():
            continue
        left, bottom, right, top = text.get_charbox(n)
        start, low, end, high = text.get_charbox(n, loose=True)
        cell = [v * MM for v in (left, height - top, right, height - bottom)]
        chars.append(Char(letter, *cell, (height - (low + high) / 2) * MM, start * MM, end * MM))
    rules = [
        _rule(obj, height) for obj in page.get_objects() if obj.type == pdfium.FPDF_PAGEOBJ_PATH
    ]
    wide = [rule for rule in rules if rule.right - rule.left > 100 and rule.thick < 2]
    return Page(width * MM, height * MM, chars, sorted(set(wide), key=lambda r: r.y))


def _rule(obj, height):
    """A stroked or filled path; a stroke's bounds hold its width twice over on every side."""
    left, bottom, right, top = (v * MM for v in obj.get_bounds())
    stroke = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(obj, stroke)
    red = _colour(obj)[0] > 200 and _colour(obj)[1] < 50
    y = height * MM - (top + bottom) / 2
    ends = (left + stroke.value * MM, right - stroke.value * MM)
    return Rule(*(round(v, 2) for v in (*ends, y, stroke.value * MM)), red)


def _colour(obj):
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetStrokeColor(obj, *channels)
    return [channel.value for channel in channels]


def _lines(chars):
    lines = []
    for char in sorted(chars, key=lambda c: (c.middle, c.left)):
        if lines and abs(lines[-1][0].middle - char.middle) < 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda c: c.left) for line in lines]
