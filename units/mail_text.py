"""The words of a message: titles and plain links, never proof or document. Pure."""

from collections.abc import Sequence

FOOT = "本邮件由系统自动发送，请勿回复。本系统为非涉密系统，请勿以邮件传送涉密和内部文件。"
Line = tuple[str, str]  # title, path


def subject(lines: Sequence[Line], *, urgent: bool, head: str) -> str:
    """Return the subject: the title itself if there is one, else how many."""
    if urgent or len(lines) == 1:
        return f"{'【特急】' if urgent else ''}{' '.join(lines[0][0].split())}"
    return f"{head}：您有 {len(lines)} 件事项"


def body(name: str, lines: Sequence[Line], *, site_url: str, head: str) -> str:
    """Return the plain text: who it is for, each title with its link, and the warning."""
    parts = [f"{name}：", "", f"您在{head}有以下事项，请登录办理："]
    for number, (title, path) in enumerate(lines, start=1):
        parts += ["", f"{number}. {title}", f"   {site_url.rstrip('/')}{path}"]
    return "\n".join([*parts, "", FOOT, ""])
