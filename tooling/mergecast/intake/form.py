"""Read a filled issue form: headings that we know, and what stands below each.

What people wrote may hold headings, fences and anything else. A heading counts only if
it is one of ours, on a line of its own, and not inside of the block that GitHub puts
around the words. One that is there twice is never chosen between: that is asked back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mergecast.intake.fields import BY_LABEL, Field

_NOTHING = "_No response_"
_FENCE = re.compile(r"(`{3,}|~{3,})[\w+-]*[ \t]*")


@dataclass(frozen=True, slots=True)
class Form:
    """The answers, as they were written.

    Args:
        language: of the form; English where nothing says so.
        answers: by question; empty where nothing was answered.
        doubled: the headings that are there more than once.
    """

    language: str = "en"
    answers: Mapping[Field, str] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether this was made by a form at all."""
        return Field.WORDS in self.answers


def parse(body: str) -> Form:
    r"""The answers in the body of an issue.

    >>> dict(parse("### Words\\n\\nHello\\n\\n### When\\n\\n_No response_").answers)
    {<Field.WORDS: 'words'>: 'Hello', <Field.WHEN: 'when'>: ''}
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    sections = list(_sections(lines))
    names = Counter(found for _, found, _ in sections)
    doubled = [label for label, found, _ in sections if names[found] > 1]
    languages = Counter(BY_LABEL[label][0] for label, _, _ in sections)
    return Form(
        languages.most_common(1)[0][0] if languages else "en",
        {found: _answer(own) for _, found, own in sections},
        tuple(dict.fromkeys(doubled)),
    )


def _sections(lines: Sequence[str]) -> Iterator[tuple[str, Field, Sequence[str]]]:
    """Each label of ours, its question, and the lines below it."""
    at = _next_heading(lines, 0)
    endless: set[str] = set()
    while at < len(lines):
        label = _label(lines[at]) or ""
        start = at + 1
        at = _next_heading(lines, _past_fence(lines, start, endless))
        yield label, BY_LABEL[label][1], lines[start:at]


def _next_heading(lines: Sequence[str], start: int) -> int:
    for at in range(start, len(lines)):
        if _label(lines[at]) is not None:
            return at
    return len(lines)


def _label(line: str) -> str | None:
    label = line.removeprefix("### ").strip()
    return label if line.startswith("### ") and label in BY_LABEL else None


def _past_fence(lines: Sequence[str], start: int, endless: set[str]) -> int:
    """Behind the block that an answer begins with; ``start`` where there is none.

    Args:
        lines: of the whole body.
        start: where the answer begins.
        endless: marks that nothing below ends any more, so that a thousand blocks
            which never end are not each looked through to the last line.
    """
    first = _first_words(lines, start)
    opened = _FENCE.fullmatch(lines[first]) if first < len(lines) else None
    if opened is None or opened[1] in endless:
        return start
    for at in range(first + 1, len(lines)):
        if lines[at].rstrip() == opened[1] and _ends_here(lines, at + 1):
            return at + 1
    endless.add(opened[1])
    return start


def _ends_here(lines: Sequence[str], start: int) -> bool:
    """Whether nothing but the next heading, or nothing at all, follows."""
    after = _first_words(lines, start)
    return after == len(lines) or _label(lines[after]) is not None


def _first_words(lines: Sequence[str], start: int) -> int:
    for at in range(start, len(lines)):
        if lines[at].strip():
            return at
    return len(lines)


def _answer(lines: Sequence[str]) -> str:
    """What was written, without the empty lines and the block around it."""
    text = "\n".join(trimmed(lines))
    if text.strip() == _NOTHING:
        return ""
    return unfenced(text)


def trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Lines without the empty ones before and behind them, copied once.

    >>> trimmed(["", "One", " ", "Two", ""])
    ['One', ' ', 'Two']
    """
    start, end = _first_words(lines, 0), len(lines)
    while start < end and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def unfenced(text: str) -> str:
    r"""What stands in a block of code, where all of the text is one.

    >>> unfenced("```text\\n  Hello\\n```")
    '  Hello'
    """
    lines = text.split("\n")
    opened = _FENCE.fullmatch(lines[0])
    if opened is None or len(lines) < 2 or lines[-1].rstrip() != opened[1]:
        return text
    inner = lines[1:-1]
    return "\n".join(inner) if any(line.strip() for line in inner) else ""
