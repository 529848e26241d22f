"""The lock of a county, under which its people look whether a thing is there and then make it.

Whoever looks without it can be overtaken between the look and the writing, and gets the database's
error instead of a sentence. Taken after a task, an import or a campaign, never before one.
"""

from units.models import County


def lock_county(county_id: int) -> None:
    """Let acts that make things of this county come one after the other until each commits.

    `no_key` lets others write rows that refer to the county meanwhile.
    """
    County.objects.select_for_update(no_key=True).get(pk=county_id)
