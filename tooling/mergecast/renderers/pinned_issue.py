"""The pinned issue: today and the week ahead, within what a forge takes."""

from __future__ import annotations

from mergecast.renderers.markdown import LONGEST
from mergecast.renderers.today import StandUp, today_markdown

TITLE = "Today and the week ahead"
_LEFT_OUT = (
    "Who is on duty or away, incidents and what people have to see to are left out: "
    "everybody can read this repository."
)
_CUT = "\nAnd more: run `mergecast today --week`.\n"
_FOOT = "\nmergecast writes this each morning. What is written here by hand is lost.\n"


def pinned_body(report: StandUp) -> str:
    """All of it but the mark; whole lines, and nobody is mentioned."""
    text = today_markdown(report)
    tail = (f"\n{_LEFT_OUT}\n" if report.open else "") + _FOOT
    room = LONGEST - _units(tail) - _units(_CUT)
    if _units(text) > room:
        kept = _whole_lines(text, room)
        text = f"{kept}{_CUT}"
    return text + tail


def _whole_lines(text: str, room: int) -> str:
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        room -= _units(line)
        if room < 0:
            break
        kept.append(line)
    return "".join(kept)


def _units(text: str) -> int:
    """As forges count: UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
