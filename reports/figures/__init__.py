"""Numbers, each counted in one place: querysets in, dataclasses out.

Dashboard, notice, ledger and API show the same objects at the same as-of. What each number means
is said in `tasks.querysets.definitions`; which rows it counts, in `reports.figures.sets`.
"""
