"""Counties full of work, written in bulk for demonstrations and benchmarks.

Rows obey the constraints of the tables and the table of transitions; every state has the events
that lead to it. Everything is drawn from a seeded generator: two runs give the same rows.
"""

from reports.services.bulk.making import make_counties

__all__ = ["make_counties"]
