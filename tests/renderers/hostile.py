"""Text that somebody wrote to break out of wherever it will be shown."""

from __future__ import annotations

from hypothesis import strategies as st

from mergecast.findings import (
    Edit,
    Finding,
    FindingClass,
    Severity,
    Strip,
    in_reading_order,
)
from mergecast.renderers.report import About, Report
from mergecast.source import Place, Span

_BAIT = (
    "::error::",
    "::",
    ":",
    "##[",
    "#",
    "##[group]",
    "::stop-commands::x",
    "\x1b[31m",
    "\x1b]8;;https://evil.example\x07",
    "\x9b2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufe0f",
    "\U000e0041",
    "\ud83d",
    "\ude00",
    "\x00",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\x85",
    "\u2028",
    "\u2029",
    " ",
    "\u00a0",
    "    ",
    "%0A",
    "%",
    ",",
    ";",
    '"',
    "'",
    "\\",
    "=1+1",
    "+",
    "-",
    "@mei",
    "a@b.example",
    "#12",
    "GH-1",
    "https://evil.example",
    "www.evil.example",
    "mailto:a@b.example",
    ":tada:",
    "`",
    "```",
    "~~~",
    "*a*",
    "_",
    "<b>",
    "<!--",
    "&#64;",
    "&#8203;",
    "[a](b)",
    "](",
    "![",
    "|",
    "1.",
    "---",
    "===",
    "> ",
    "$x$",
    "{0}",
    "BEGIN:VALARM",
    "审核就是批准",
    "كل عام وأنتم بخير",
    "sekeluarga",
    "👨‍👩‍👧‍👦",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "e\u0301",
    "＝",
    "a",
)

_ANY = st.characters(exclude_categories=())

TEXTS = st.lists(
    st.one_of(st.sampled_from(_BAIT), st.text(_ANY, max_size=4)), max_size=8
).map("".join)
"""Bait and any characters at all, lone surrogates too."""

_NUMBERS = st.integers(1, 40)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding in which everything that a stranger may write is hostile."""
    line, column = draw(_NUMBERS), draw(_NUMBERS)
    more, end_column = draw(st.integers(0, 2)), draw(_NUMBERS)
    end = end_column if more else max(column, end_column)
    path = draw(TEXTS) or "a.yaml"
    edit = Edit(Place(path, ("text", 0)), draw(TEXTS))
    fix = draw(st.sampled_from([None, edit, Strip(path)]))
    return Finding(
        draw(TEXTS) or "a-check",
        draw(st.sampled_from(Severity)),
        path,
        Span(line, column, line + more, end),
        draw(TEXTS),
        draw(TEXTS),
        fix,
        draw(st.sampled_from(FindingClass)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of hostile findings, source texts and words about checks."""
    found = draw(st.lists(findings(), max_size=3))
    text = draw(st.lists(TEXTS, max_size=4).map("\n".join))
    about = About(draw(TEXTS), draw(TEXTS), "https://mergecast.example/checks")
    return Report(
        tuple(in_reading_order(found)),
        checked=len(found),
        texts=lambda _: text,
        known=lambda _: about,
    )
