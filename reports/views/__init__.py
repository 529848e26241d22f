"""Pages, one sub-package per noun with its own `urls.py`."""
