"""Text boxes fixed to the page, in front of nothing and pushed by nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lxml import etree

from reports.docx.measures import emu
from reports.docx.xml import NS, Element, tag, w


def _el(name: str, /, *children: Element, **attributes: str | int) -> Element:
    element = etree.Element(tag(name), nsmap=NS)
    for key, value in attributes.items():
        element.set(key, str(value))
    element.extend(children)
    return element


def _at(name: str, mm: float) -> Element:
    offset = _el("wp:posOffset")
    offset.text = str(emu(mm))
    return _el(name, offset, relativeFrom="page")


def text_box(
    content: Sequence[Element],
    *,
    ident: int,
    name: str,
    x: float,
    y: float,
    width: float,
    height: float,
    stand: Literal["t", "ctr", "b"] = "t",
    turned: bool = False,
) -> Element:
    """Return a run with a borderless text box at x, y (mm from the page's corner).

    `stand` says where the content stands in the box, `turned` turns it 90° clockwise.
    The text around does not flow aside: callers keep the place free.
    """
    extent = {"cx": emu(width), "cy": emu(height)}
    shape = _el(
        "wps:wsp",
        _el("wps:cNvSpPr", txBox=1),
        _el(
            "wps:spPr",
            _el("a:xfrm", _el("a:off", x=0, y=0), _el("a:ext", **extent)),
            _el("a:prstGeom", _el("a:avLst"), prst="rect"),
            _el("a:noFill"),
            _el("a:ln", _el("a:noFill")),
        ),
        _el("wps:txbx", w("txbxContent", *content)),
        _el(
            "wps:bodyPr",
            _el("a:noAutofit"),
            vert="vert" if turned else "horz",
            wrap="square",
            anchor=stand,
            lIns=0,
            tIns=0,
            rIns=0,
            bIns=0,
        ),
    )
    graphic = _el("a:graphic", _el("a:graphicData", shape, uri=NS["wps"]))
    anchor = _el(
        "wp:anchor",
        _el("wp:simplePos", x=0, y=0),
        _at("wp:positionH", x),
        _at("wp:positionV", y),
        _el("wp:extent", **extent),
        _el("wp:effectExtent", l=0, t=0, r=0, b=0),
        _el("wp:wrapNone"),
        _el("wp:docPr", id=ident, name=name),
        _el("wp:cNvGraphicFramePr"),
        graphic,
        distT=0,
        distB=0,
        distL=0,
        distR=0,
        simplePos=0,
        relativeHeight=ident,
        behindDoc=0,
        locked=0,
        layoutInCell=1,
        allowOverlap=1,
    )
    choice = _el("mc:Choice", w("drawing", anchor), Requires="wps")
    return w("r", _el("mc:AlternateContent", choice))
