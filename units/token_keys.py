"""How a token is kept. Pure."""

import hashlib


def token_digest(key: str) -> str:
    """Return the only form in which a token is kept (it is random, so no salt is needed)."""
    return hashlib.sha256(key.encode()).hexdigest()
