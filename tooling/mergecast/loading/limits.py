"""How large a file of the workspace may be, and which keys hold what readers get."""

from __future__ import annotations

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_NODES = 10_000

FREE_TEXT = frozenset({"text", "texts", "thread", "alt", "options", "gloss"})
"""Keys whose values people write in their own words: a character lost there is lost
in public (``gloss`` is what a reviewer believes of a text in another language)."""
FREE_LISTS = frozenset({"texts", "thread", "options"})
"""Those of them that are lists of such words."""
PART_KEYS = frozenset({"text", "media", "poll"})
"""What a mapping in a thread may hold."""
