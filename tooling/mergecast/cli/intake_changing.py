"""Bring a draft up to what its author wants: the file, the pull request, its review."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mergecast.cli import proposing
from mergecast.cli.intake_desk import Desk, Standing, branch_of
from mergecast.cli.intake_pictures import Fetched, fetched
from mergecast.editing.proof import EditError
from mergecast.editing.writing import written
from mergecast.intake import record
from mergecast.intake.draft import Draft, Given, drafted, wanted_pictures
from mergecast.intake.event import Issue, Who
from mergecast.intake.fields import Field, Wish
from mergecast.intake.form import Form
from mergecast.intake.said import Said, say
from mergecast.renderers.intake_comment import proposal_body
from mergecast.review.report import Review

if TYPE_CHECKING:
    from mergecast.forge.github_proposals import Proposed


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants of a draft.

    Args:
        who: they, who count as an author of it from now on.
        written: when they wrote it.
        wish: answers that a comment puts in the place of the form's.
        alts: descriptions of single pictures, by number.
        comment: the id of that comment.
    """

    who: Who
    written: datetime
    wish: Wish = field(default_factory=dict)
    alts: Mapping[int, str] = field(default_factory=dict)
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it.

    Args:
        draft: the post, as far as it is clear.
        proposed: the pull request; None where there cannot be one yet.
        review: of it.
        asks: what the author has to say yet, by question of the form.
        trouble: pictures that could not be had.
        told: what else they should know.
    """

    draft: Draft
    proposed: Proposed | None = None
    review: Review | None = None
    asks: Mapping[Field, Said] = field(default_factory=dict)
    trouble: tuple[Said, ...] = ()
    told: tuple[Said, ...] = ()

    @property
    def open(self) -> tuple[Said, ...]:
        """All that is open, in the order of the form."""
        own = [self.asks[each] for each in Field if each in self.asks]
        return (*own, *(each for each in self.trouble if each not in own))


def change(
    desk: Desk, issue: Issue, form: Form, standing: Standing, wanted: Change
) -> Outcome:
    """Make the draft what is wanted, and have it reviewed.

    Raises:
        MergecastError: git or the forge do not let it be done.
    """
    taken = record.read(standing.messages)
    wish = {**record.changed(form.answers, taken), **wanted.wish}
    pictures = _pictures(desk, issue, wish, wanted)
    draft = _drafted(desk, issue, standing, (wish, wanted), pictures)
    asks = dict(draft.asks)
    if pictures.trouble:
        asks.setdefault(Field.PICTURES, pictures.trouble[0])
    if draft.data is None:
        return Outcome(draft, None, None, asks, pictures.trouble, draft.told)
    try:
        text = written([_comment(issue)], draft.data)
    except EditError:
        asks[Field.WORDS] = say("words-hidden", what=_hidden(draft.data))
        if standing.tip is None:
            return Outcome(draft, None, None, asks, pictures.trouble, draft.told)
        text, draft = standing.text, _as_it_stands(standing, draft)
    done = [each for each in wish if each not in asks]
    known = {**taken, **record.taken(form.answers, set(done) & set(form.answers))}
    files = _files(standing, draft, text, pictures)
    message = _message(issue, draft, desk.name_of(_author(issue)), known)
    proposed = propose(desk, issue, wanted, files, (str(draft.data["id"]), message))
    review = proposing.reviewed(desk.session, desk.api, desk.base, proposed)
    return Outcome(draft, proposed, review, asks, pictures.trouble, draft.told)


def propose(
    desk: Desk,
    issue: Issue,
    wanted: Change,
    files: Mapping[str, bytes | None],
    named: tuple[str, str],
) -> Proposed:
    """Commit some files to the draft's branch, and keep its pull request.

    ``named`` are the id of the post and the message of the commit.

    Raises:
        MergecastError: git or the forge do not let it be done.
    """
    from mergecast.forge.github_proposals import (  # noqa: PLC0415 - needs requests
        Proposal,
        person,
        propose,
    )

    name, message = named
    asked = Proposal(
        branch_of(issue.number),
        f"Post {name}",
        proposal_body(issue.number, _author(issue).login),
        files,
        person(wanted.who.login, wanted.who.id),
        desk.session.now(),
        message,
        draft=True,
    )
    return propose(desk.api, desk.base, asked)


def _author(issue: Issue) -> Who:
    if issue.by is None:
        raise AssertionError("an issue of nobody is left alone")
    return issue.by


def _pictures(desk: Desk, issue: Issue, wish: Wish, wanted: Change) -> Fetched:
    """The pictures of the form, and those of the comment."""
    number = issue.number
    own = {name: words for name, words in wish.items() if name not in wanted.wish}
    of_form = fetched(desk.api, number, None, wanted_pictures(own))
    its = fetched(desk.api, number, wanted.comment, wanted_pictures(wanted.wish))
    return Fetched(
        {**of_form.files, **its.files},
        {**of_form.raws, **its.raws},
        (*of_form.trouble, *its.trouble),
    )


def _drafted(
    desk: Desk,
    issue: Issue,
    standing: Standing,
    wanted: tuple[Wish, Change],
    pictures: Fetched,
) -> Draft:
    wish, asked = wanted
    space = desk.space
    given = Given(
        issue.number,
        desk.name_of(_author(issue)),
        space.settings.accounts,
        space.campaigns,
        asked.written,
        desk.session.now(),
        pictures.files,
    )
    return drafted(wish, asked.alts, standing.data, given)


def _comment(issue: Issue) -> str:
    return f"# Asked for in issue #{issue.number}, and changed there."


def _as_it_stands(standing: Standing, draft: Draft) -> Draft:
    return Draft(standing.data, standing.path, draft.asks, draft.told)


def _files(
    standing: Standing, draft: Draft, text: str, pictures: Fetched
) -> dict[str, bytes | None]:
    """What the branch has to hold; pictures that nothing shows any more go away."""
    shown = {
        f"calendar/{one['file']}"
        for part in (draft.data or {}, *_parts(draft.data))
        for one in part.get("media", ())
    }
    files: dict[str, bytes | None] = {
        path: None
        for path in standing.files
        if path.startswith("calendar/media/draft-") and path not in shown
    }
    if standing.path:
        files[standing.path] = None
    files |= {path: raw for path, raw in pictures.raws.items() if path in shown}
    return {**files, draft.path: text.encode()}


def _parts(data: Mapping[str, Any] | None) -> Iterable[Mapping[str, Any]]:
    thread = (data or {}).get("thread", ())
    return [each for each in thread if isinstance(each, dict)]


def _message(issue: Issue, draft: Draft, who: str, known: record.Taken) -> str:
    name = (draft.data or {}).get("id")
    return (
        f"Draft {name}\n\nAsked for in issue #{issue.number}.\n\n"
        f"Requested-by: {who}\n{record.line(known)}"
    )


def _hidden(data: Mapping[str, Any]) -> str:
    """The first character that no file may have, by its number and name."""
    for each in dict.fromkeys(_letters(data)):
        try:
            written([], {"text": f"x{each}x"})
        except EditError:
            name = unicodedata.name(each, "")
            return f"U+{ord(each):04X} {name}".rstrip()
    return "?"


def _letters(data: object) -> Iterable[str]:
    """Every character that is no plain letter, digit or sign."""
    if isinstance(data, str):
        yield from (c for c in data if not c.isalnum() and not c.isspace())
        yield from (c for c in data if c.isspace() and c not in " \n")
    elif isinstance(data, Mapping):
        for each in data.values():
            yield from _letters(each)
    elif isinstance(data, list):
        for each in data:
            yield from _letters(each)
