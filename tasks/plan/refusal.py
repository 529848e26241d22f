"""The one error of a reading."""


class PlanUnreadable(ValueError):
    """What was given is no plan that can be read; the text is one Chinese sentence for the user."""
