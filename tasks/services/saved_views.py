"""我的视图: keep a filter of the task list under a name."""

from django.db import transaction
from django.http import QueryDict

from tasks.filters import TaskFilter
from tasks.models import SavedView
from tasks.policies import require_own_view
from units.access import Seat
from units.errors import Refused
from units.models import Membership
from units.policies import post_of
from units.words import free_words

KEPT = (*TaskFilter.base_filters, "sort")
MOST = 12
NAME = SavedView._meta.get_field("name").max_length or 0
QUERY = SavedView._meta.get_field("query").max_length or 0


def query_of(given: QueryDict) -> str:
    """Return what of an address is a filter or an order, always in the same order; "" if nothing."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        value = given.get(name, "").strip()
        if value:
            kept[name] = value
    return kept.urlencode()


@transaction.atomic
def save_view(*, actor: Seat, name: str, query: str) -> SavedView:
    """Keep the filters of `query` (what follows `?`) under a name of the actor's own.

    Raises Refused without a filter, with a name that is empty, long or taken, and beyond MOST.
    """
    post = post_of(actor)
    kept, label = query_of(QueryDict(query)), free_words(name, "视图名称", "name")
    if not kept:
        raise Refused("还没有筛选条件。请先在任务清单中筛选，再存为视图。")
    if len(kept) > QUERY:
        raise Refused("筛选条件太长，存不下。请缩短“文字”一栏后再存。")
    if not 1 <= len(label) <= NAME:
        raise _unfit(f"请填写视图名称，不超过 {NAME} 字。")
    # Two presses at once wait here for each other, so that neither count nor name slips through.
    Membership.objects.select_for_update().get(pk=post.pk)
    own = SavedView.objects.visible_to(actor)
    if own.filter(name=label).exists():
        raise _unfit(f"已有名为“{label}”的视图，请换一个名称，或先删除原来的。")
    if own.count() >= MOST:
        raise Refused(f"最多保存 {MOST} 个视图，请先删除不用的。")
    return SavedView.objects.create(membership=post, name=label, query=kept)


def _unfit(words: str) -> Refused:
    return Refused(words, fields={"name": words})


def drop_view(view: SavedView, *, actor: Seat) -> None:
    """Delete one of the actor's own views."""
    require_own_view(actor, view)
    view.delete()
