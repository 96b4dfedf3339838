"""A series for people: its rule, its words, and which of them go out when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Turn, too_long, turns
from mergecast.renderers.cells import graphemes
from mergecast.renderers.encoders.terminal import encode_terminal

_LONG = 40
_MOST = 60
"""So many days are named one by one."""


def series_text(series: Series, since: date | None = None) -> str:
    """When it comes and with which text, day by day; the words once.

    ``since``: days before it are over, and not named.
    """
    lines = [
        encode_terminal(series.path),
        encode_terminal(rule_line(series)),
        *_words(series),
        "",
        *_days(series, since),
    ]
    return "\n".join(lines) + "\n"


def timetable_text(series: Series, since: date) -> str:
    """Its rule, and the days to come with the text of each."""
    lines = [encode_terminal(rule_line(series)), *_days(series, since)]
    return "\n".join(lines) + "\n"


def rule_line(series: Series) -> str:
    """Its rule with all that bounds it, in a line."""
    told = f"{series.rule}, at {series.clock} in {series.timezone}"
    told += f", from {series.starts[:10]} to {series.until}"
    if series.count is not None:
        told += f", {series.count} times at most"
    if series.left_out:
        told += f", but not on {', '.join(sorted(series.left_out))}"
    return told


def _words(series: Series) -> Iterator[str]:
    for number, parts in enumerate(series.texts, 1):
        yield ""
        yield f"text {number} of {len(series.texts)}:"
        for part in parts:
            for line in part.text.split("\n"):
                yield f"  | {encode_terminal(line)}"
            for item in part.media:
                yield f"  image {encode_terminal(item.file)}: " + (
                    encode_terminal(item.alt) or "(no alt text)"
                )
            if part.poll:
                options = " / ".join(map(encode_terminal, part.poll.options))
                yield f"  poll for {part.poll.minutes} min: {options}"


def _days(series: Series, since: date | None) -> Iterator[str]:
    try:
        every = list(turns(series))
    except DayRuleError as error:
        yield encode_terminal(f"no day: {error.message}")
        return
    left = [turn for turn in every if since is None or turn.day >= since]
    if not left:
        yield "it never comes" if not every else "none of its days is still to come"
        if too_long(series):
            yield "it goes on for more than ten years, which no series may"
        return
    yield f"{len(left)} {'day' if len(left) == 1 else 'days'} to come:"
    for turn in left[:_MOST]:
        yield "  " + encode_terminal(day_line(series, turn))
    if len(left) > _MOST:
        yield f"  and {len(left) - _MOST} more, the last on {left[-1].text}"


def day_line(series: Series, turn: Turn) -> str:
    """A day, its key, and how its words begin."""
    index = series.index(turn.number)
    first = next((part.text for part in series.texts[index] if part.text), "")
    when = f"{turn.day:%a} {turn.text} {series.clock}"
    return f"{when}  text {index + 1}  {_beginning(first)}"


def _beginning(text: str) -> str:
    shown = [each for each, _ in graphemes(" ".join(text.split()))]
    if len(shown) <= _LONG:
        return "".join(shown)
    return "".join(shown[: _LONG - 1]) + "…"
