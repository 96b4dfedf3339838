"""Bring a draft up to what its author wants: the file, the pull request, its review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mergecast.cli.forms.desk import Desk, Standing, branch_of
from mergecast.cli.forms.form_pictures import Fetched, fetched
from mergecast.cli.forms.hidden import hidden
from mergecast.cli.reviewing import proposing
from mergecast.editing.writing import written
from mergecast.intake import record
from mergecast.intake.draft import Draft, Given, drafted, wanted_pictures
from mergecast.intake.fields import Field, Wish
from mergecast.intake.form import Form
from mergecast.intake.said import Said, say
from mergecast.model.forge_event import Issue, Who
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
        more: other fields of the post, as they are to be.
    """

    who: Who
    written: datetime
    wish: Wish = field(default_factory=dict)
    alts: Mapping[int, str] = field(default_factory=dict)
    comment: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


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
    wrong = hidden(draft.data)
    if wrong is not None:
        asks = {**asks, Field.WORDS: say("words-hidden", what=wrong)}
        return _refused(desk, standing, draft, asks)
    done = [each for each in wish if each not in asks]
    known = {**taken, **record.taken(form.answers, set(done) & set(form.answers))}
    named = str(draft.data["id"]), _message(desk, issue, draft, known)
    files = _files(standing, draft, written([_comment(issue)], draft.data), pictures)
    proposed = propose(desk, issue, wanted, files, named)
    review = proposing.reviewed(desk.session, desk.api, desk.base, proposed)
    return Outcome(draft, proposed, review, asks, pictures.trouble, draft.told)


def _refused(
    desk: Desk, standing: Standing, draft: Draft, asks: Mapping[Field, Said]
) -> Outcome:
    """Nothing is taken up where there is something that no file may have."""
    from mergecast.forge.github_proposals import Proposed  # noqa: PLC0415 - requests

    if standing.tip is None or not standing.pull:
        return Outcome(draft, asks=asks)
    draft = Draft(standing.data, standing.path)
    is_draft = standing.pull.get("draft") is True
    found = Proposed(int(standing.number), standing.tip, is_draft, changed=False)
    review = proposing.reviewed(desk.session, desk.api, desk.base, found)
    return Outcome(draft, found, review, asks)


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
        _written(issue, asked),
        desk.session.now(),
        pictures.files,
    )
    made = drafted(wish, asked.alts, standing.data, given)
    if made.data is None or not asked.more:
        return made
    return replace(made, data={**made.data, **asked.more})


def _written(issue: Issue, asked: Change) -> datetime:
    """When the time was written: a comment about something else is no later word."""
    if asked.comment is not None and Field.WHEN not in asked.wish:
        return issue.created
    return asked.written


def _comment(issue: Issue) -> str:
    return f"# Asked for in issue #{issue.number}, and changed there."


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


def _message(desk: Desk, issue: Issue, draft: Draft, known: record.Taken) -> str:
    name, who = (draft.data or {}).get("id"), desk.name_of(_author(issue))
    return (
        f"Draft {name}\n\nAsked for in issue #{issue.number}.\n\n"
        f"Requested-by: {who}\n{record.line(known)}"
    )
