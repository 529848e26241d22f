"""The word 预览 across every sheet of the copy that becomes a PDF in stand-in faces.

Drawn, not written (a textpath, as word processors keep their watermarks), so that no line of the
document is added or moved by it. The delivered docx never carries it.
"""

from __future__ import annotations

import re

_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "word/preview.xml"
_IDENT = "rIdPreview"
_SECTION = re.compile(rb"<w:sectPr\b[^>]*>")
_PARAGRAPH_END = b"</w:p>"
_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:240pt;height:120pt;rotation:315;"
    "z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)


def marked(files: dict[str, bytes], word: str) -> dict[str, bytes]:
    """Return the parts of a docx made by `reports.docx.render` with `word` across its sheets.

    Headers that are there get the mark too; later sections take over those of the first one.
    """
    found = dict(files)
    headers = [name for name in files if re.fullmatch(r"word/header\d+\.xml", name)]
    for n, name in enumerate(headers, 1):
        found[name] = files[name].replace(_PARAGRAPH_END, _drawn(word, n) + _PARAGRAPH_END, 1)
    found[_PART] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr {_W}><w:p><w:pPr>'
        '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
    ).encode() + b"%b</w:p></w:hdr>" % _drawn(word, 0)
    references = "".join(
        f'<w:headerReference w:type="{side}" r:id="{_IDENT}" xmlns:r="{_R}"/>'
        for side in ("default", "even")
    ).encode()
    found["word/document.xml"] = _SECTION.sub(
        lambda opened: opened[0] + references, files["word/document.xml"], count=1
    )
    _declare(found)
    return found


def _declare(files: dict[str, bytes]) -> None:
    relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    related = f'<Relationship Id="{_IDENT}" Type="{_R}/header" Target="preview.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    typed = f'<Override PartName="/{_PART}" ContentType="{kind}"/>'
    for name, end, added in (
        (relations, b"</Relationships>", related),
        (types, b"</Types>", typed),
    ):
        files[name] = files[name].replace(end, added.encode() + end, 1)


def _drawn(word: str, n: int) -> bytes:
    """Return a run with the word as a light grey shape over the middle of the page.

    `n` tells the shapes apart: of two with one name LibreOffice draws the first.
    """
    return (
        f'<w:r><w:pict {_V}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="preview{n}" o:spid="_x0000_s{2050 + n}" type="#_x0000_t136" style="{_STYLE}" fillcolor="#ececec" '
        'stroked="f"><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" '
        f'string="{word}"/></v:shape></w:pict></w:r>'
    ).encode()
