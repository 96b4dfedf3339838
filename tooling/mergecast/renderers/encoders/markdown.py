"""The sink that links, mentions and embeds: Markdown as a forge shows it.

Escaping is not enough there. Mentions, references and bare addresses are looked for
after the Markdown was rendered, in the text that a reader sees, so that a character of
no width (U+200B, as an entity) has to part them.
"""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import many_lines, one_line

_GAP = "\u200b"

_SPACE = re.compile(r"[\n\r\t ]+")
_TRIGGER = re.compile(
    r"""
      @ (?=[\w-])              # @someone, @team, and the @ of a mail address
    | \# (?=\d)                # #123, owner/name#123
    | GH- (?=\d)               # GH-123
    | : (?=//)                 # https://..., ftp://...
    | (?:mailto|xmpp) : (?=\S)
    | www (?=\.)
    | : (?=[\w+-]+:)           # :tada:
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Anywhere: what starts emphasis, code, links, tags, entities, cells, mathematics.
# At the start only: what makes a heading, a quotation, a list or a rule.
_ACTIVE = re.compile(r"[\\`*_\[\]<|~&$]|^[-+=#>]|^\d{1,9}[.)]")
_RUN = re.compile("`+")


def encode_markdown(text: str) -> str:
    """Inline text that reads as it was written, and does nothing.

    Line breaks become spaces: a paragraph, list item or heading that ``text`` stands in
    cannot be ended by it.
    """
    line = one_line(_SPACE.sub(" ", text)).strip(" ")
    # No U+200B comes from ``text``: it is hidden, so it has become its number.
    parted = _TRIGGER.sub(lambda found: found[0] + _GAP, line)
    return _ACTIVE.sub(_escape, parted).replace(_GAP, "&#8203;")


def encode_code(text: str) -> str:
    """Inline code: shown to the letter, and never linked."""
    line = one_line(text)
    if not line:
        return ""
    ticks = "`" * (_longest_run(line) + 1)
    at_edge = line.startswith(("`", " ")) or line.endswith(("`", " "))
    pad = " " if at_edge and line.strip(" ") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def fence(text: str, language: str = "") -> str:
    """A block of code, its fence longer than any run of backticks in ``text``."""
    lines = many_lines(text)
    ticks = "`" * max(3, _longest_run(lines) + 1)
    ending = "" if lines.endswith("\n") or not lines else "\n"
    return f"{ticks}{language}\n{lines}{ending}{ticks}"


def _escape(found: re.Match[str]) -> str:
    # A list's number is escaped behind its digits, everything else in front.
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _RUN.findall(text)), default=0)
