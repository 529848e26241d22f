"""The facts a letter is composed from; no rows, no queries."""

from dataclasses import dataclass, field
from datetime import date

from units.day_words import day_cn

# Printed until the letter is issued, for a task that is due on that day (rule 9).
ON_ISSUE = "印发当天"


@dataclass(frozen=True)
class Head:
    """How the county signs its documents."""

    issuer: str
    mark: str
    letter_code: str
    notice_code: str
    brief_code: str = ""
    brief_to: str = ""
    report_issuer: str = ""
    report_code: str = ""
    report_to: tuple[str, ...] = ()
    report_signer: str = ""
    report_printed_by: str = ""
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    consent_words: str = ""


@dataclass(frozen=True)
class Item:
    """One task as the recipient's part of it."""

    number: str
    title: str
    requirement: str
    role: str
    due_on: date | None
    # The date that was agreed, extensions included; not that of a rework.
    agreed_on: date | None = None
    long_term: bool = False
    # As of the day of the letter: the date in force has passed; the material was sent back.
    late: bool = False
    returned: bool = False
    # Handed over after its date: due on the day of issue.
    on_issue: bool = False
    # Groups of the plan without a part of their own: 责任单位：各乡镇（街道）.
    groups: str = ""
    # Who leads the task besides the recipient: whom it hands its material to.
    leads: tuple[str, ...] = ()
    # The task is with other units already: this part came to it later (补充交办).
    added: bool = False

    @property
    def role_words(self) -> str:
        """责任单位（县司法局牵头）: a unit that does not lead reads who does."""
        if not self.leads:
            return self.role
        several = len(self.leads) > 2
        named = f"{self.leads[0]}等{len(self.leads)}个单位" if several else "、".join(self.leads)
        return f"{self.role}（{named}牵头）"

    @property
    def demand(self) -> str:
        """工作要求 with the groups that are named in the letter only (rule 5)."""
        text = self.requirement
        # Sentences end as sentences, where the plan left the last stop away.
        if text and text[-1] not in "。！？；" and (self.groups or "。" in text):
            text += "。"
        return f"{text}{self.groups}。" if self.groups else text

    @property
    def due_words(self) -> str:
        """The deadline as printed."""
        if self.on_issue:
            return ON_ISSUE
        if self.long_term or self.due_on is None:
            return "长期"
        return day_cn(self.due_on)


@dataclass(frozen=True)
class Facts:
    """All that one letter to one unit speaks of."""

    head: Head
    addressee: str
    year: int
    plan_title: str = ""
    plan_number: str = ""
    items: tuple[Item, ...] = field(default=())
    consent: bool = False
    as_of: date | None = None
    answer_by: date | None = None
    silent_workdays: int = 2
    objection_workdays: int = 3
    # The recipient fills in a 回执 instead of the platform's pages.
    answers_on_paper: bool = False
    # The 提示函 that went out about the same part before.
    prompt_number: str = ""
    prompt_on: date | None = None

    @property
    def supplement(self) -> bool:
        """Whether everything in the letter was added to tasks that others have already."""
        return bool(self.items) and all(item.added for item in self.items)

    @property
    def plan_words(self) -> str:
        """《title》（number）, or the campaign's work where there is no plan."""
        if not self.plan_title:
            return f"{self.year}年法治政府建设示范创建工作安排"
        return f"《{self.plan_title}》" + (f"（{self.plan_number}）" if self.plan_number else "")


@dataclass(frozen=True)
class NoticeFacts:
    """What the fixed words of a 通报 speak of; `plans` and `as_of` as they are printed."""

    period: date
    plans: str
    as_of: str
    as_of_day: date
    prompt_workdays: int
    due_soon: int
    soon_workdays: int
