"""The parts of a docx file and how they hang together (ECMA-376, part 2)."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass, field
from functools import cache
from xml.sax.saxutils import escape

from reports.docx.measures import LINE
from reports.docx.styles import styles
from reports.docx.text import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAO, clean
from reports.docx.xml import Element, to_bytes, w

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same snapshot gives the same bytes on any day


@dataclass(slots=True)
class Package:
    """Collects header and footer parts and writes the file."""

    title: str
    author: str
    day: datetime.date | None
    line: int = LINE
    _parts: list[tuple[str, Element]] = field(default_factory=list)

    def add(self, kind: str, root: Element) -> str:
        """Add a "header" or "footer" part; return its relationship id. Equal parts are shared."""
        data = to_bytes(root)
        for n, (known, part) in enumerate(self._parts, 1):
            if known == kind and to_bytes(part) == data:
                return f"rId{n + 100}"
        self._parts.append((kind, root))
        return f"rId{len(self._parts) + 100}"

    def to_bytes(self, document: Element) -> bytes:
        """Return the finished file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
            for name, data in self._files(document):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, data)
        return stream.getvalue()

    def _files(self, document: Element) -> list[tuple[str, bytes]]:
        names = [f"{kind}{n}.xml" for n, (kind, _) in enumerate(self._parts, 1)]
        return [
            (
                "[Content_Types].xml",
                _content_types([(k, n) for (k, _), n in zip(self._parts, names, strict=True)]),
            ),
            ("_rels/.rels", _ROOT_RELS),
            ("docProps/core.xml", _core(self.title, self.author, self.day)),
            ("docProps/app.xml", _APP),
            ("word/document.xml", to_bytes(document)),
            ("word/styles.xml", _styles(self.line)),
            ("word/settings.xml", _SETTINGS),
            ("word/fontTable.xml", _FONTS),
            ("word/_rels/document.xml.rels", _document_rels(self._parts, names)),
            *(
                (f"word/{name}", to_bytes(root))
                for name, (_, root) in zip(names, self._parts, strict=True)
            ),
        ]


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()


def _content_types(parts: list[tuple[str, str]]) -> bytes:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    overrides = [(f"/word/{n}.xml", f"{_WORD}.{t}+xml") for n, t in kinds.items()]
    overrides.append(("/word/fontTable.xml", f"{_WORD}.fontTable+xml"))
    overrides += [(f"/word/{n}", f"{_WORD}.{kind}+xml") for kind, n in parts]
    overrides.append(
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    )
    overrides.append(
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        )
    )
    lines = "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in overrides)
    return _xml(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _rels(rows: list[tuple[str, str, str]]) -> bytes:
    lines = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{p}"/>' for i, t, p in rows)
    return _xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>')


def _document_rels(parts: list[tuple[str, Element]], names: list[str]) -> bytes:
    rows = [
        (f"rId{n}", f"{_OFFICE}/{kind}", f"{kind}.xml")
        for n, kind in enumerate(("styles", "settings", "fontTable"), 1)
    ]
    rows += [
        (f"rId{n + 100}", f"{_OFFICE}/{kind}", name)
        for n, ((kind, _), name) in enumerate(zip(parts, names, strict=True), 1)
    ]
    return _rels(rows)


def _core(title: str, author: str, day: datetime.date | None) -> bytes:
    stamp = ""
    if day:
        moment = f"{day.isoformat()}T00:00:00Z"
        stamp = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return _xml(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title>"
        f"<dc:creator>{escape(clean(author))}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{stamp}</cp:coreProperties>"
    )


def _settings() -> Element:
    compat = w("compat")
    for flag in ("balanceSingleByteDoubleByteWidth", "doNotExpandShiftReturn", "useFELayout"):
        compat.append(w(flag))
    compat.append(
        w(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=15,
        )
    )
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        compat,
        w("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    )


def _font_table() -> Element:
    families = {FANGSONG: "modern", KAITI: "modern", HEITI: "modern", SONGTI: "auto"}
    fonts = [
        w(
            "font",
            w("charset", val="86"),
            w("family", val=family),
            w("pitch", val="default"),
            name=n,
        )
        for n, family in {**families, XIAOBIAO: "auto"}.items()
    ]
    return w("fonts", *fonts)


_ROOT_RELS = _rels(
    [
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ]
)
_APP = _xml(
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><DocSecurity>0</DocSecurity></Properties>'
)


@cache
def _styles(line: int) -> bytes:
    return to_bytes(styles(line))


_SETTINGS = to_bytes(_settings())
_FONTS = to_bytes(_font_table())
