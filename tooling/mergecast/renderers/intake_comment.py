"""What the author of a form reads: one comment kept up to date, and short answers.

The sentences are in the language of the form. What people wrote is in them as code:
shown to the letter, never linked, and nobody is called by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mergecast.findings import Finding, Severity
from mergecast.intake.said import Said, say
from mergecast.intake.sentences import FINDINGS, SENTENCES, WEEKDAYS
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten

MARK = "<!-- mergecast: draft -->"
"""The first line of the comment that is kept, by which it is found again."""
_PLAIN = frozenset({"pull", "count", "lines", "pictures", "number", "most"})
"""Values that are numbers of our own."""
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_MOST = 20
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Told:
    """What the kept comment says.

    Args:
        head: how the draft stands.
        about: when and where it goes out, and what comes next.
        asks: what the author still has to say.
        findings: of the draft.
    """

    head: Said
    about: tuple[Said, ...] = ()
    asks: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Did:
    """What one run did, in a line, and the issue and pull request that it was about."""

    said: str
    issue: int | None = None
    pull: int | None = None


def did_json(did: Did) -> str:
    """The same for programs."""
    return encode_document(did=did.said, issue=did.issue, pull_request=did.pull)


def kept(language: str, told: Told) -> str:
    """The whole comment."""
    paragraphs = [f"{MARK}\n{sentence(language, told.head)}"]
    paragraphs += [sentence(language, each) for each in told.about]
    for name, items in (
        ("asks", [f"- {sentence(language, each)}" for each in told.asks]),
        ("finds", list(_findings(language, told.findings))),
    ):
        if items:
            title = sentence(language, say(name))
            paragraphs.append("\n".join([f"**{title}**", "", *items]))
    if told.about or told.asks:
        paragraphs.append(sentence(language, say("how")))
    return "\n\n".join(paragraphs) + "\n"


def answer(language: str, comment: int, said: Sequence[Said]) -> str:
    """The answer to one comment; its first line says to which."""
    lines = [sentence(language, each) for each in said]
    return "\n\n".join([answer_mark(comment), *lines]) + "\n"


def answer_mark(comment: int) -> str:
    """The first line of the answer to a comment."""
    return f"<!-- mergecast: answer {comment} -->"


def sentence(language: str, said: Said) -> str:
    """A sentence with its values."""
    values = {name: _value(name, value) for name, value in said.values.items()}
    return SENTENCES[language][said.name].format_map(values)


def _value(name: str, value: str) -> str:
    if name in _PLAIN:
        return str(int(value))
    if name == "time":
        return encode_markdown(value)
    return encode_code(shorten(value, _LONGEST)) or "?"


def time_in(language: str, clock: str) -> str:
    """A wall clock with its day of the week."""
    weekday = WEEKDAYS[language][date.fromisoformat(clock[:10]).weekday()]
    return f"{weekday} {clock}"


def _findings(language: str, found: Sequence[Finding]) -> Iterator[str]:
    """What was found: in plain words first, then as the check says it."""
    known = FINDINGS[language]
    for each in found[:_MOST]:
        said = encode_markdown(shorten(each.message, _LONGEST))
        hint = encode_markdown(shorten(each.hint, _LONGEST))
        exact = f"{said} → {hint}" if hint else said
        plain = known.get(each.id)
        text = f"{plain} ({exact})" if plain else exact
        yield f"- {_ICONS[each.severity]} {text}"
    if len(found) > _MOST:
        yield f"- … +{len(found) - _MOST}"


def proposal_body(issue: int, login: str) -> str:
    """What the pull request says of itself; its review is a comment of its own."""
    return (
        f"A draft for {encode_code(login)}, asked for in #{issue}.\n"
        "\n"
        "Until somebody pushes a commit of their own to this branch, it follows the "
        f"answers and comments in #{issue}; commands work here, too (`/help`).\n"
        "\n"
        f"Closes #{issue}\n"
    )
