"""The signing key: given by the environment, else made once per installation."""

import contextlib
import os
import secrets
from pathlib import Path

from config import env


def secret_key(var_dir: Path) -> str:
    """Return `SECRET_KEY`, else the key kept in `var_dir/secret-key`, made on first use.

    Several processes may start at once: the first to create the file wins, the others read it.
    """
    given = env.text("SECRET_KEY")
    if given:
        return given
    path = var_dir / "secret-key"
    if not path.exists():
        draft = var_dir / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")
