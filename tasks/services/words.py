"""What people type about a task or a part."""

from units.words import free_words, need_words

__all__ = ["free_words", "need_words"]
