"""Word's demands: properties in schema order, parts that fit together, our own styles."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from reports.docx import render
from reports.docx.samples import sample
from reports.docx.xml import props
from tests.reports.docx.conftest import KINDS, variants
from tests.reports.docx.reading import W, parts

# ECMA-376 part 1, the sequences of CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_TrPr and CT_SectPr
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "style": "name aliases basedOn next link uiPriority qFormat locked pPr rPr tblPr",
}


def local(element):
    return etree.QName(element).localname


def documents():
    return {kind: sample(kind) for kind in KINDS} | variants()


@pytest.fixture(scope="module")
def rendered():
    return {name: render(letter) for name, letter in documents().items()}


def test_properties_stand_in_schema_order(rendered):
    for name, data in rendered.items():
        for part, root in parts(data).items():
            for container, sequence in SEQUENCES.items():
                order = sequence.split()
                for element in root.iter(f"{W}{container}"):
                    places = [order.index(local(child)) for child in element]
                    assert places == sorted(places), (name, part, container)


def test_properties_come_first_and_cells_end_with_a_paragraph(rendered):
    for data in rendered.values():
        for root in parts(data).values():
            for owner, container in (("p", "pPr"), ("r", "rPr"), ("tbl", "tblPr"), ("tc", "tcPr")):
                for element in root.iter(f"{W}{owner}"):
                    found = [n for n, child in enumerate(element) if local(child) == container]
                    assert found in ([], [0])
            for cell in root.iter(f"{W}tc"):
                assert local(cell[-1]) == "p"


def test_tables_are_followed_by_a_paragraph_and_rows_fill_their_grid(rendered):
    for data in rendered.values():
        body = parts(data)["word/document.xml"][0]
        for table in body.iter(f"{W}tbl"):
            follower = table.getnext()
            assert follower is not None
            assert local(follower) == "p"
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.findall(f"{W}tr"):
                spans = row.findall(f"{W}tc/{W}tcPr/{W}gridSpan")
                wide = sum(int(span.get(f"{W}val")) - 1 for span in spans)
                assert len(row.findall(f"{W}tc")) + wide == columns


def test_every_reference_has_its_part_and_every_style_is_ours(rendered):
    for data in rendered.values():
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = set(file.namelist())
            relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
        targets = {r.get("Id"): r.get("Target") for r in relations}
        assert {f"word/{target}" for target in targets.values()} <= names
        all_parts = parts(data)
        ids = {s.get(f"{W}styleId") for s in all_parts["word/styles.xml"].iter(f"{W}style")}
        for root in all_parts.values():
            used = {e.get(f"{W}val") for e in root.iter(f"{W}pStyle")}
            assert used <= ids
            for reference in root.iter(f"{W}headerReference", f"{W}footerReference"):
                (ident,) = [v for k, v in reference.items() if k.endswith("}id")]
                assert ident in targets


def test_header_rows_repeat_and_no_row_breaks(rendered):
    root = parts(rendered["annex"])["word/document.xml"]
    rows = list(root.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len([row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]) == 2


def test_the_grid_of_22_by_28_is_in_the_styles(rendered):
    styles = parts(rendered["notice"])["word/styles.xml"]
    default = styles.find(f"{W}docDefaults")
    assert default.find(f".//{W}spacing[@{W}line='579']").get(f"{W}lineRule") == "exact"
    assert default.find(f".//{W}rPr/{W}spacing").get(f"{W}val") == "-5"
    assert default.find(f".//{W}overflowPunct").get(f"{W}val") == "0"
    assert default.find(f".//{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_another_reader_sees_title_author_language_and_heading_levels():
    document = docx.Document(io.BytesIO(render(sample("notice"))))
    assert document.core_properties.title == sample("notice").title
    assert document.core_properties.author == sample("notice").issuer
    assert document.core_properties.language == "zh-CN"
    names = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= names


def test_markup_in_title_and_author_does_not_break_the_properties():
    letter = replace(sample("prompt"), title="a<b>&\x00关于函", issuer="办<&>")
    document = docx.Document(io.BytesIO(render(letter)))
    assert document.core_properties.title == "a<b>&关于函"
    assert document.core_properties.author == "办<&>"


def test_a_property_without_a_place_is_refused():
    with pytest.raises(KeyError, match="colour"):
        props("rPr", colour="red")
