"""The API of plans, tasks and parts."""
