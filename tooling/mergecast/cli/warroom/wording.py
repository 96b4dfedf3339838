"""What `crisis respond --statement` does: an ordinary post, its words in full."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mergecast.cli.drafting.finding_posts import post_at
from mergecast.cli.session import Session
from mergecast.cli.warroom.proposed import Change, put
from mergecast.cli.warroom.scene import Scene, scene
from mergecast.crisis.wording import faults, wordings
from mergecast.errors import UsageError
from mergecast.incidents.steps import NOT_DONE
from mergecast.model.moments import zone
from mergecast.model.statement import Statement
from mergecast.renderers.encoders.markdown import encode_code
from mergecast.repository.trees import WorkTree

_LASTS = timedelta(hours=2)
"""After that a holding statement says the wrong thing, and is not sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody asks for; without a locale the account's words are the first."""

    statement: str
    values: Mapping[str, str]
    accounts: tuple[str, ...]
    locale: str | None = None


def answer(session: Session, incident: str | None, asked: Answer) -> str:
    """Write the post and propose it; gives what came of it, in lines.

    Raises:
        MergecastError: the statement, a value or an account cannot be meant.
    """
    here = scene(session)
    history = here.history(incident)
    if not history.is_open:
        raise UsageError(f"incident '{history.id}' is closed", not_done=NOT_DONE)
    found = _statement(here, asked.statement, history.level)
    for _, wrong, hint in faults(found, asked.values):
        raise UsageError(wrong, hint=hint, not_done="no post was written")
    texts = wordings(found, asked.values)
    locale = asked.locale or next(iter(texts), None)
    if locale is None or locale not in texts:
        known = ", ".join(texts) or "none"
        raise UsageError(
            f"statement '{found.id}' has no words in '{locale}'",
            hint=f"it has: {known}",
            not_done="no post was written",
        )
    path, text = _post(here, found, asked, (locale, texts[locale]), history.id)
    file = session.workspace / path
    if file.exists():
        raise UsageError(
            f"there is a file '{path}' already", hint="change that one, or remove it"
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    _prove(session, file, path, texts[locale])
    what = f"Answer in {history.id}: {found.id}, {locale}"
    body = f"A holding statement, word for word, for {encode_code(history.id)}.\n"
    name = f"answer-{history.id}-{found.id}-{locale}".lower()
    change = Change(name, what, body, {path: text.encode()})
    return put(session, change, "have it approved, and merge it")


def _statement(here: Scene, name: str, level: str | None) -> Statement:
    known = here.space.playbooks.statements if here.space else {}
    found = known.get(name)
    if found is None:
        raise UsageError(
            f"there is no statement '{name}' on the publishing branch",
            hint=f"name one of: {', '.join(known) or 'none'}",
            not_done="no post was written",
        )
    if found.levels and level not in found.levels:
        raise UsageError(
            f"statement '{name}' is for level {' or '.join(found.levels)}, and this is "
            f"'{level}'",
            hint="assess the incident anew, or write a post of its own",
            not_done="no post was written",
        )
    return found


def _post(
    here: Scene,
    found: Statement,
    asked: Answer,
    words: tuple[str, str],
    incident: str,
) -> tuple[str, str]:
    """Where the post goes, and its file."""
    settings = here.space.settings if here.space else None
    known = settings.accounts if settings else {}
    accounts = asked.accounts or tuple(k for k, one in known.items() if not one.sample)
    for key in accounts:
        if key not in known:
            raise UsageError(
                f"there is no account '{key}'",
                hint=f"name one of: {', '.join(known)}",
                not_done="no post was written",
            )
    if not accounts:
        raise UsageError(
            "there is no account to answer on, but samples",
            hint=f"name one of them: --account {next(iter(known), 'KEY')}",
            not_done="no post was written",
        )
    name = known[accounts[0]].timezone
    until = (here.now + _LASTS).astimezone(zone(name))
    locale, text = words
    ident = f"{incident}-{found.id}-{locale}".lower()[:64].rstrip("-")
    lines = [
        f"id: {ident}",
        f"accounts: [{', '.join(accounts)}]",
        "publish_at: asap",
        f"until: {until:%Y-%m-%d %H:%M}",
        f"timezone: {name}",
        f"locale: {locale}",
        "lane: realtime",
        f"incident: {incident}",
        "statement:",
        f"  id: {found.id}",
        f'  blob: "{found.blob}"',
        *(["  vars:"] if asked.values else []),
        *(
            f"    {key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in asked.values.items()
        ),
        "text: |",
        *(f"  {line}" if line else "" for line in text.rstrip("\n").split("\n")),
    ]
    body = "".join(f"{line}\n" for line in lines)
    return f"calendar/{until:%Y/%m/%d}-{ident}.yaml", body


def _prove(session: Session, file: Path, path: str, text: str) -> None:
    """Read it back: what stands there is the statement, to the letter.

    Raises:
        UsageError: it is not, so the file goes away again.
    """
    try:
        found = post_at(WorkTree(session.workspace), path)
        same = [part.text for part in found.post.parts] == [text.rstrip("\n")]
    except UsageError:
        file.unlink()
        raise
    if not same:
        file.unlink()
        raise UsageError(
            "the statement's words cannot be written into a post as they are",
            hint="see whether its lines begin or end with spaces",
            not_done="no post was written",
        )
