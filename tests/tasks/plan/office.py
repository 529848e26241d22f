"""Small Word, Excel and PDF files, built in memory."""

import io
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook

LIST = "91"


def word(*, levels=()):
    """A Word document; `levels` are (format, text) of an automatic list with id LIST."""
    document = Document()
    numbering = document.part.numbering_part.element
    parts = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, xml(f'<w:abstractNum {{ns}} w:abstractNumId="90">{parts}</w:abstractNum>'))
    numbering.append(xml(f'<w:num {{ns}} w:numId="{LIST}"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def xml(text):
    return parse_xml(text.replace("{ns}", nsdecls("w")))


def paragraph(document, text, level=None):
    made = document.add_paragraph(text)
    if level is not None:
        number_of(made, level)
    return made


def number_of(made, level):
    made._p.get_or_add_pPr().append(
        xml(f'<w:numPr {{ns}}><w:ilvl w:val="{level}"/><w:numId w:val="{LIST}"/></w:numPr>')
    )


def insert(made, text):
    made._p.append(xml(f'<w:ins {{ns}} w:id="1" w:author="a"><w:r><w:t>{text}</w:t></w:r></w:ins>'))


def strike(made, text):
    made._p.append(
        xml(f'<w:del {{ns}} w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>')
    )


def add_run(made, text):
    made._p.append(xml(f"<w:r {{ns}}><w:t>{text}</w:t></w:r>"))


def strike_all(made):
    """Delete a paragraph in tracking: its words and its mark."""
    run = made.runs[0]._r
    for words in run.findall(qn("w:t")):
        words.tag = qn("w:delText")
    gone = xml('<w:del {ns} w:id="3" w:author="a"/>')
    run.addprevious(gone)
    gone.append(run)
    made._p.get_or_add_pPr().append(xml('<w:rPr {ns}><w:del w:id="4" w:author="a"/></w:rPr>'))


def text_box(made, text):
    """A text box as Word writes it: the box, and a copy for old readers."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    made._p.append(
        xml(
            '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def table(document, rows):
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            made.cell(i, j).text = words
    return made


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(rows, *, merges=(), name="任务表"):
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    return book


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def text_pdf(lines):
    """A one-page PDF with a text layer: glyph numbers are UTF-16 codes, mapped back by ToUnicode."""
    shown = "\n".join(
        f"1 0 0 1 50 {780 - 18 * i} Tm <{line.encode('utf-16-be').hex()}> Tj"
        for i, line in enumerate(lines)
    )
    content = f"BT /F1 12 Tf\n{shown}\nET".encode()
    letters = sorted({letter for line in lines for letter in line})
    pairs = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    ).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    body, places = b"%PDF-1.7\n", []
    for number, content_of in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content_of)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
