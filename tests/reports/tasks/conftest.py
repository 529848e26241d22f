from tests.reports.visiting import made, queries, scene, visit

__all__ = ["made", "queries", "scene", "visit"]
