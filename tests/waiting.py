"""Waiting for another process: ask, do not sleep and hope."""

import time


def until(true, seconds=30, alive=None, log=None):
    """Return when `true()` holds; fails after `seconds` or when the process `alive` has ended."""
    end = time.monotonic() + seconds
    while not true():
        words = log.read_text(errors="replace")[-3000:] if log else ""
        assert alive is None or alive.poll() is None, f"process ended\n{words}"
        assert time.monotonic() < end, f"waited {seconds} s in vain\n{words}"
        time.sleep(0.05)
