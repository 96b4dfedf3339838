"""A report in parts with headings, for a terminal or for a forge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Encode: TypeAlias = Callable[[str], str]

_MOST = 50
"""Lines of a part on a forge: who has more to read than that reads nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines; ``empty`` is said where there are none."""

    title: str
    lines: Sequence[str]
    empty: str = ""


def sections_text(sections: Iterable[Section]) -> list[str]:
    """Lines for a terminal."""
    lines: list[str] = []
    for each in sections:
        lines += ["", f"{each.title}:", *(f"  {line}" for line in each.lines)]
        if not each.lines:
            lines[-1] = f"{each.title}: {each.empty}"
    return lines


def sections_markdown(sections: Iterable[Section]) -> list[str]:
    """Lines for a forge, each part within bounds."""
    lines: list[str] = []
    for each in sections:
        shown = each.lines[:_MOST]
        lines += ["", f"### {upper(each.title)}", ""]
        lines += [f"- {line}" for line in shown] or [upper(each.empty)]
        if len(shown) < len(each.lines):
            lines.append(f"- and {len(each.lines) - len(shown)} more")
    return lines


def upper(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
