"""What a PDF looks like, in millimetres from the page's top left corner."""

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
        return ["".join(c.text for c in line) for line in self.lines()]

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
        letter = text.get_text_range(n, 1)
        if not letter.strip():
            continue
        left, bottom, right, top = text.get_charbox(n)
        _, low, _, high = text.get_charbox(n, loose=True)
        cell = [v * MM for v in (left, height - top, right, height - bottom)]
        chars.append(Char(letter, *cell, (height - (low + high) / 2) * MM))
    rules = [
        _rule(obj, height) for obj in page.get_objects() if obj.type == pdfium.FPDF_PAGEOBJ_PATH
    ]
    wide = [rule for rule in rules if rule.right - rule.left > 100 and rule.thick < 2]
    return Page(width * MM, height * MM, chars, sorted(set(wide), key=lambda r: r.y))


def _rule(obj, height):
    left, bottom, right, top = (v * MM for v in obj.get_bounds())
    colour = [pdfium.c_uint() for _ in range(4)] if hasattr(pdfium, "c_uint") else _uints()
    pdfium.FPDFPageObj_GetFillColor(obj, *colour)
    red = colour[0].value > 200 and colour[1].value < 50
    y = height * MM - (top + bottom) / 2
    return Rule(*(round(v, 2) for v in (left, right, y, top - bottom)), red)


def _uints():
    import ctypes

    return [ctypes.c_uint() for _ in range(4)]


def _lines(chars):
    lines = []
    for char in sorted(chars, key=lambda c: (c.middle, c.left)):
        if lines and abs(lines[-1][0].middle - char.middle) < 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda c: c.left) for line in lines]
