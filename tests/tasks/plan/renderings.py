"""The same made-up tasks as tables of text and as text broken at a page's width."""

import unicodedata


def hard_wrapped(text, width):
    """The text as an old printer breaks it: every line at most `width` columns, pages numbered."""
    lines = []
    for paragraph in text.split("\n"):
        row = "    " if paragraph else ""
        for letter in paragraph:
            if columns(row + letter) > width:
                lines.append(row)
                row = ""
            row += letter
        lines.append(row)
    for place in range(20, len(lines), 22):
        lines[place:place] = ["", f"— {place // 20} —", ""]
    return "\n".join(lines)


def columns(words):
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in words)


HEAD = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限")


def rows(tasks, separator="、"):
    return [
        (number, f"{title}。", separator.join(lead), separator.join(co), due or "/")
        for number, title, lead, co, due in tasks
    ]


def piped(tasks):
    return "\n".join("| " + " | ".join(row) + " |" for row in [HEAD, *rows(tasks)])


def tabbed(tasks):
    return "\n".join("\t".join(row) for row in [HEAD, *rows(tasks)])


def spaced(tasks):
    return "\n".join(_padded(row) for row in [HEAD, *rows(tasks)])


def one_cell_per_line(tasks):
    return "\n\n".join(cell for row in [HEAD, *rows(tasks)] for cell in row if cell != "/")


def boxed(tasks, widths=(8, 20, 16, 24, 12)):
    rule = "+".join("-" * width for width in widths)
    lines = [f"+{rule}+"]
    for row in [HEAD, *rows(tasks)]:
        cells = [_broken(cell, width) for cell, width in zip(row, widths, strict=True)]
        for level in range(max(map(len, cells))):
            parts = [cell[level] if level < len(cell) else "" for cell in cells]
            padded = [p + " " * (w - columns(p)) for p, w in zip(parts, widths, strict=True)]
            lines.append("│" + "│".join(padded) + "│")
        lines.append(f"+{rule}+")
    return "\n".join(lines)


def _broken(cell, width):
    lines = [""]
    for letter in cell:
        if columns(lines[-1] + letter) > width:
            lines.append("")
        lines[-1] += letter
    return lines


TABLES = {
    "piped": piped,
    "tabbed": tabbed,
    "spaced": spaced,
    "one_cell_per_line": one_cell_per_line,
    "boxed": boxed,
}


def _padded(row, widths=(6, 60, 50, 90, 12)):
    cells = (cell + " " * (w - columns(cell)) for cell, w in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()
