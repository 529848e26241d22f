"""Two counties with one of everything, for the question who may open what."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.services.evidence import register_file
from reports.choices import SpanKind
from reports.figures.span import Span
from reports.models import Letter, LetterHead, NoticeCheck
from reports.services.letters import drafting, issuing, signing
from reports.services.notices.compiling import compile_notice
from reports.services.sections.compiling import compile_brief, compile_report
from tasks.choices import GroupMode
from tasks.models import Plan, TaskGroup
from tasks.services import extensions
from tasks.services.plan_import import reading
from tasks.services.saved_views import save_view
from tests import factories as make
from tests.factories import DAY, at
from tests.indicators.uploads.samples import pdf
from tests.reports.factories import letter_head
from tests.tasks.workflow.scene import Scene
from tests.units.factories import administrator
from units.access import Seat
from units.choices import Channel, DeliveryState, UserKind
from units.models import Delivery, InboxItem, UnitGroup
from units.services.tokens import issue_token

PLAN = "一、主要任务\n（一）公布目录。3月底前公布目录。\n牵头单位：县司法局\n"
# The columns of the matrix: who they are to the objects of their county.
ROLES = {
    "anon": "nobody logged in",
    "clerk": "依法治县办经办人",
    "head": "依法治县办负责人",
    "lead": "liaison of the unit that leads the task",
    "resp": "liaison of the unit whose responsible part, letter, proof and inbox item it is",
    "boss": "主要负责人 of that unit",
    "other": "liaison of a unit without part in the task",
    "leader": "县领导",
    "insp": "督查室",
    "expert": "评审专家",
    "sysadm": "系统管理员",
    "audit": "审计员",
    "secadm": "安全管理员",
}


class Place:
    """One county in which every object that an address can name exists once."""

    def __init__(self, name: str) -> None:
        self.scene = Scene(make.county(name))
        self.county = self.scene.county
        letter_head(self.county)
        self.seats = self._seats()
        self._work()
        self._people()
        self._papers()

    def _seats(self) -> dict[str, Seat]:
        scene = self.scene
        return {
            "clerk": scene.office,
            "head": scene.office_head,
            "lead": scene.lead,
            "resp": scene.owner,
            "boss": scene.colleague,
            "other": scene.stranger,
            "leader": scene.leader,
            "insp": scene.inspector,
            "expert": scene.expert,
        }

    def _work(self) -> None:
        scene = self.scene
        self.part = scene.issued(due_on=date(2026, 3, 31))[1]
        self.task = self.part.task
        self.group = UnitGroup.objects.create(county=self.county, name="各有关单位")
        TaskGroup.objects.create(
            task=self.task, group=self.group, role="support", rank=9, mode=GroupMode.NAMED
        )
        self.extension = extensions.ask(
            self.part.pk,
            actor=scene.owner,
            now=at(hour=11),
            reason="上级文件未下发",
            wanted_due_on=date(2026, 4, 15),
        )
        self.evidence = register_file(
            actor=scene.owner,
            unit=scene.unit,
            upload=SimpleUploadedFile("总结.pdf", pdf()),
            title="工作总结",
            now=at(),
        )
        self.plan_import = reading.start(
            scene.campaign,
            actor=scene.office,
            now=at(),
            year=2026,
            filename="要点.txt",
            data=PLAN.encode(),
        )

        self.plan = Plan.objects.create(
            campaign=scene.campaign,
            year=2026,
            title="工作要点",
            imported_at=at(),
            imported_by=scene.office.membership,
        )
        self.indicator = scene.campaign.system.indicators.get(level=3)

    def _people(self) -> None:
        scene = self.scene
        self.view = save_view(actor=scene.office, name="草稿", query="state=draft")
        self.inbox = InboxItem.objects.create(
            person=scene.owner.user,
            membership=scene.owner.membership,
            effect="x",
            title="请签收",
            path="/my/",
            created_at=at(),
        )
        self.delivery = Delivery.objects.create(
            person=scene.owner.user,
            channel=Channel.EMAIL,
            day=DAY,
            slot="x",
            state=DeliveryState.FAILED,
            not_before=at(),
        )
        issue_token(seat=scene.owner.membership, scope="read", days=30, now=at())
        self.token = scene.owner.membership.tokens.get()

    def _papers(self) -> None:
        scene = self.scene
        draft = make.part(make.task(scene.campaign), scene.unit)
        self.batch = drafting.draft_handover([draft.task_id], actor=scene.office, now=at())
        self.letter = self.batch.letters.get()
        self.issued = self._issued()
        self.notice = compile_notice(
            scene.campaign, period=date(2026, 3, 1), actor=scene.office, now=at(hour=12)
        )
        self.referral = self._issued(self._referral())
        self.brief, self.report = self._compiled()
        self.check = NoticeCheck.objects.create(
            notice=self.notice, unit=scene.unit, sent_on=DAY, answer_by=date(2026, 3, 4)
        )

    def _compiled(self) -> tuple[Letter, Letter]:
        """Return a 专报 and a 年度报告, both drafts."""
        LetterHead.objects.filter(county=self.county).update(
            report_issuer="县政府",
            report_code=f"{self.county.name}政",
            report_to="市政府",
            report_signer="某某",
            report_printed_by="县政府办公室",
        )
        given = {"actor": self.scene.office, "now": at(hour=12)}
        week, year = (Span.of(kind, DAY) for kind in (SpanKind.WEEK, SpanKind.YEAR))
        campaign = self.scene.campaign
        return (
            compile_brief(campaign, span=week, **given),
            compile_report(campaign, span=year, **given),
        )

    def _referral(self) -> Letter:
        scene = self.scene
        part = make.issued(make.task(scene.campaign), (scene.unit, "lead"), by=scene.office)[0]
        facts = {"answer_by": date(2026, 4, 10), "route": "inspector"}
        return drafting.draft_letter(
            "supervision", scene.unit, [part], actor=scene.office, now=at(), **facts
        )

    def _issued(self, letter: Letter | None = None) -> Letter:
        scene = self.scene
        if letter is None:
            part = make.part(make.task(scene.campaign), scene.unit)
            batch = drafting.draft_handover([part.task_id], actor=scene.office, now=at())
            letter = batch.letters.get()
        signing.check(letter.pk, actor=scene.office, now=at())
        signing.send(letter.pk, actor=scene.office, now=at())
        signing.sign(letter.pk, actor=scene.office_head, now=at())
        return issuing.issue(letter.pk, actor=scene.office, now=at())


def administrators() -> dict[str, Seat]:
    """Return the three kinds, who belong to no county."""
    kinds = {"sysadm": UserKind.SYSADMIN, "audit": UserKind.AUDITOR, "secadm": UserKind.SECADMIN}
    return {name: administrator(kind) for name, kind in kinds.items()}
