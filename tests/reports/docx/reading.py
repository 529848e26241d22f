"""What a docx says, read without the code that wrote it."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data):
    """All XML parts under word/: name → root."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [n for n in file.namelist() if n.startswith("word/") and n.endswith(".xml")]
        return {name: etree.fromstring(file.read(name)) for name in names}


def words(root):
    """The text below an element, line breaks as \\n and tabs as \\t."""
    pieces = []
    for element in root.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.getparent().tag == f"{W}r":
            pieces.append("\n" if element.tag == f"{W}br" else "\t")
    return "".join(pieces)


def paragraphs(data):
    """The texts of all paragraphs of the main part and the headers, in order."""
    found = []
    for name, root in parts(data).items():
        if name == "word/document.xml" or "header" in name:
            found += [words(p) for p in root.iter(f"{W}p")]
    return found
