"""Files made in memory: good ones of each type, and parts to make bad ones of."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from PIL import Image

WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def docx_parts(*paragraphs):
    lines = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    body = f'<w:document xmlns:w="{WORD_NS}"><w:body>{lines}</w:body></w:document>'
    return {"[Content_Types].xml": TYPES_XML, "word/document.xml": body}


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(*paragraphs, **extra):
    return zipped(docx_parts(*paragraphs or ("法治政府建设工作总结",)) | extra)


def docx_with(more):
    return zipped(docx_parts("正文") | more)


def xlsx(*values):
    return workbook(list(values) or ["事项", "数量"])


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ofd(text="法治政府"):
    return zipped(
        {
            "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>',
            "Doc_0/Pages/Page_0/Content.xml": '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
            f"<ofd:TextObject><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject></ofd:Page>",
        }
    )


def pdf(text="Rule of law", *, catalog="", objects=(), trailer="", pages=1):
    """A PDF of plain objects; `catalog` is added to the catalogue, `objects` are raw bodies."""
    stream = f"BT /F1 18 Tf 40 100 Td ({text}) Tj ET"
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 3 0 R"
        "/Resources<</Font<</F1 4 0 R>>>>>>"
    )
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * pages,
    ]
    return _pdf_file([body.encode("latin-1") for body in bodies] + list(objects), trailer)


def _pdf_file(bodies, trailer):
    target = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(target))
        target += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(target)
    target += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    target += b"".join(b"%010d 00000 n \n" % place for place in places)
    target += f"trailer<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\n".encode()
    return bytes(target + b"startxref\n%d\n%%%%EOF\n" % start)


def packed_objects(body, extra=b"/Filter/FlateDecode"):
    data = zlib.compress(b"9 0 " + body)
    return b"<</Type/ObjStm/N 1/First 4%b/Length %d>>stream\n%b\nendstream" % (
        extra,
        len(data),
        data,
    )


def picture(kind="JPEG", size=(80, 60), **options):
    target = io.BytesIO()
    Image.new("RGB", size, (30, 90, 160)).save(target, kind, **options)
    return target.getvalue()


def heic(size=(64, 64)):
    from pillow_heif import from_pillow

    target = io.BytesIO()
    from_pillow(Image.new("RGB", size, (200, 30, 30))).save(target)
    return target.getvalue()


def mp4(*boxes):
    chosen = boxes or ((b"moov", b"\0" * 32), (b"mdat", b"\0" * 64))
    head = struct.pack(">I4s", 24, b"ftyp") + b"isom\0\0\2\0isomiso2"
    return head + b"".join(struct.pack(">I4s", 8 + len(d), kind) + d for kind, d in chosen)


def compound(streams, storages=()):
    """A compound file of 512-byte sectors; every stream is padded to the 4096 cut-off."""
    end, sectors, fat = 0xFFFFFFFE, [], []
    entries = [_entry("Root Entry", 5, end, 0)]
    for name, data in streams.items():
        padded = data.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        start, number = len(sectors), len(padded) // 512
        sectors += [padded[i * 512 : i * 512 + 512] for i in range(number)]
        fat += [*range(start + 1, start + number), end]
        entries.append(_entry(name, 2, start, len(padded)))
    entries += [_entry(name, 1, 0, 0) for name in storages]
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % 512)
    first = len(sectors)
    count = len(directory) // 512
    sectors += [directory[i * 512 : i * 512 + 512] for i in range(count)]
    fat += [*range(first + 1, first + count), end]
    fat_at = len(sectors)
    fat_count = (len(fat) + 2 + 127) // 128
    fat += [0xFFFFFFFD] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512 * fat_count, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count)
    head += struct.pack("<IIIIIII", first, 0, 4096, end, 0, end, 0)
    places = [*range(fat_at, fat_at + fat_count)]
    head += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - fat_count))
    return head + b"".join(sectors) + table


def _entry(name, kind, start, size):
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded), kind)
    return head.ljust(116, b"\0") + struct.pack("<II4x", start, size)


def word_stream(text="工作总结", flags=0):
    return struct.pack("<H8xH", 0xA5EC, flags).ljust(512, b"\0") + text.encode("utf-16-le")


def book_stream(*records):
    chosen = ((0x0809, b"\0" * 16), *records, (0x000A, b""))
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in chosen)


def doc(text="工作总结", flags=0, **more):
    return compound({"WordDocument": word_stream(text, flags), **more})


def xls(*records, storages=()):
    return compound({"Workbook": book_stream(*records)}, storages)


GOOD = {
    "总结.pdf": pdf,
    "总结.docx": docx,
    "统计.xlsx": xlsx,
    "决定.ofd": ofd,
    "通知.doc": doc,
    "通知.wps": doc,
    "台账.xls": xls,
    "台账.et": xls,
    "现场.jpg": picture,
    "现场.jpeg": picture,
    "截图.png": lambda: picture("PNG"),
    "手机.heic": heic,
    "宣传.mp4": mp4,
}
