"""Ask a person for what a new post still needs; elsewhere nothing is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import click

from mergecast.cli.drafting import templates
from mergecast.cli.drafting.draft_times import when
from mergecast.cli.drafting.drafts import Asked, id_of, known_accounts, new_id
from mergecast.cli.drafting.pictures import pictures
from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.loading.workspace import usable
from mergecast.model.workspace import Workspace
from mergecast.planning.slots import NEXT, slots_of
from mergecast.repository.trees import WorkTree

T = TypeVar("T")


def complete(session: Session, asked: Asked) -> Asked:
    """What is asked of a post, with a person's answers to the rest.

    Raises:
        UsageError: what is asked already cannot be.
    """
    if asked.text == "-":
        asked = replace(asked, text=sys.stdin.read())
    if not sys.stdin.isatty():
        return asked
    space = usable(WorkTree(session.workspace))
    known = asked
    if asked.template:
        asked = _with_gaps(session, asked)
        _, known = templates.applied(session, asked)
    if not known.post_id:
        asked = replace(asked, post_id=_id(session, asked.title))
    if not known.accounts:
        asked = replace(asked, accounts=_accounts(space))
    if not known.is_timed:
        asked = _with_time(session, space, asked, asked.accounts or known.accounts)
    if not (asked.template or asked.words or asked.images):
        asked = _with_picture(session, replace(asked, text=_words()))
    return asked


def _with_gaps(session: Session, asked: Asked) -> Asked:
    """The values of a template's gaps."""
    source = templates.template(session, asked.template or "")
    there = templates.values(source, asked)
    answers = tuple(
        f"{name}={click.prompt(name)}" for name in source.gaps if name not in there
    )
    return replace(asked, sets=(*asked.sets, *answers))


def _id(session: Session, title: str | None) -> str:
    title = title or click.prompt("Title (for the name of the file)")
    tree = WorkTree(session.workspace)
    return str(
        click.prompt(
            "Id (its name for ever)",
            default=id_of(title),
            value_proc=_judged(lambda answer: new_id(tree, answer.strip())),
        )
    )


def _accounts(space: Workspace) -> tuple[str, ...]:
    names = list(space.settings.accounts)

    def read(answer: str) -> tuple[str, ...]:
        parts = answer.replace(",", " ").split()
        return known_accounts(space, parts)

    found: tuple[str, ...] = click.prompt(
        f"Accounts ({', '.join(names)})",
        default=names[0] if len(names) == 1 else None,
        value_proc=_judged(read),
    )
    return found


def _with_time(
    session: Session, space: Workspace, asked: Asked, accounts: tuple[str, ...]
) -> Asked:
    """When it goes out; ``first`` or ``second`` after a time chooses one of two."""

    def read(answer: str) -> Asked:
        words = answer.split()
        if answer.strip() == "queue":
            return replace(asked, queue=True)
        if has_slots and words == [NEXT]:
            return replace(asked, slot=NEXT)
        if words[:1] == ["asap"]:
            timed = replace(asked, asap=True, until=" ".join(words[1:]) or asked.until)
        elif words[-1:] in (["first"], ["second"]):
            timed = replace(asked, at=" ".join(words[:-1]), which=words[-1])
        else:
            timed = replace(asked, at=answer)
        when(timed, space, accounts, session.now())
        return timed

    known = (space.settings.accounts.get(key) for key in accounts)
    has_slots = any(each is not None and slots_of(each) for each in known)
    slot = f" {NEXT}, the next free slot;" if has_slots else ""
    tomorrow = f"{session.now() + timedelta(days=1):%Y-%m-%d}"
    found: Asked = click.prompt(
        f"When ({tomorrow} 09:00;{slot} asap {tomorrow} 18:00, its end; or queue)",
        default="queue",
        value_proc=_judged(read),
    )
    return found


def _words() -> str:
    click.echo(
        "Words: type them, and end with a line that has only a full stop;\n"
        "or press Enter at once to write them in your editor"
    )
    while True:
        words = "\n".join(_typed()) or (click.edit() or "").rstrip("\n")
        if words.strip():
            return words
        click.echo("there are no words yet")


def _typed() -> Iterator[str]:
    """The lines that are typed; none where the first one is empty."""
    for number, line in enumerate(iter(sys.stdin.readline, "")):
        if line.rstrip("\r\n") == "." or (not number and not line.strip()):
            return
        yield line.rstrip("\r\n")


def _with_picture(session: Session, asked: Asked) -> Asked:
    def read(answer: str) -> str:
        if answer.strip():
            pictures(session, [answer.strip()], [""])
        return answer.strip()

    prompt = "Picture (a file, or nothing)"
    file = click.prompt(
        prompt, default="", show_default=False, value_proc=_judged(read)
    )
    if not file:
        return asked
    alt = click.prompt("What it shows, for people who cannot see it")
    return replace(asked, images=(file,), alts=(alt,))


def _judged(read: Callable[[str], T]) -> Callable[[str], T]:
    """``read``, whose refusals make click ask again."""

    def judged(answer: str) -> T:
        try:
            return read(answer)
        except MergecastError as error:
            hint = f"; {error.hint}" if error.hint else ""
            raise click.UsageError(f"{error.message}{hint}") from None

    return judged
