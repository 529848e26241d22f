from tests.reports.visiting import queries, scene, visit

__all__ = ["queries", "scene", "visit"]
