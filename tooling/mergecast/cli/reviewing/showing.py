"""Where a review is shown: on the terminal, the pull request, and the job's page."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mergecast.cli.reviewing.heads import bring_commit, pull_of
from mergecast.cli.reviewing.pull_number import HEAD
from mergecast.cli.reviewing.pull_review import Wanted, merged, review
from mergecast.cli.reviewing.scheduled import Ground
from mergecast.cli.session import Session
from mergecast.errors import MergecastError, UsageError
from mergecast.review.report import Review

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi

SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class Showing:
    """What was asked for.

    Args:
        number: the pull request whose comment is kept up to date; ``HEAD`` for the one
            that ends in the commit.
        form: ``markdown`` or ``json``, for what is printed.
        summary: whether to add it to the job's page.
        request: whether to ask the people who are missing for a review.
        status: whether to set the statuses that the rules of the branch ask for.
    """

    number: int | None = None
    form: str = "markdown"
    summary: bool = False
    request: bool = False
    status: bool = False


def show(session: Session, base: str, ref: str, asked: Showing) -> None:
    """Print a review, and bring it where else it is wanted.

    Raises:
        MergecastError: the review cannot be made, or the forge does not take it.
    """
    from mergecast.renderers.encoders.log import (  # noqa: PLC0415 - only to print
        without_old_commands,
    )
    from mergecast.renderers.review_comment import (  # noqa: PLC0415 - only to print
        MARK,
        review_markdown,
    )
    from mergecast.renderers.review_json import review_json  # noqa: PLC0415 - only to print

    page = _page() if asked.summary else None
    bring_commit(session, ref)
    below = merged(session)
    number = asked.number
    if number == HEAD and (number := pull_of(session, _forge(below), ref)) is None:
        click.echo("no open pull request ends in this commit any more", err=True)
        return
    found = review(session, _wanted(session, base, ref, number, below), below)
    text = review_markdown(found)
    if page is not None:  # first: the forge may refuse what comes after
        with page.open("a", encoding="utf-8", newline="\n") as out:
            out.write(text.removeprefix(f"{MARK}\n"))
    if number is not None:
        _tell(session, _forge(below), number, (found, text), asked)
    shown = review_json(found) if asked.form == "json" else text
    # In a job, what is printed is read for orders, line by line.
    click.echo(without_old_commands(shown), nl=False)


def _wanted(
    session: Session,
    base: str,
    ref: str,
    number: int | None,
    below: Ground | MergecastError,
) -> Wanted:
    """What is reviewed; of a pull request, beside the older ones that are open."""
    if number is None:
        return Wanted(base, ref)
    from mergecast.cli.reviewing.open_rivals import open_rivals  # noqa: PLC0415 - needs requests

    api = _forge(below)
    return Wanted(base, ref, number, lambda: open_rivals(session, api, number))


def _tell(
    session: Session,
    api: GitHubApi,
    number: int,
    told: tuple[Review, str],
    asked: Showing,
) -> None:
    """Bring a review to its pull request."""
    found, text = told
    keep(api, number, text)
    if asked.request:
        request(api, number, found, quiet=session.quiet)
    if asked.status:
        from mergecast.cli.reviewing.proposing import set_statuses  # noqa: PLC0415 - in a circle

        set_statuses(api, found)


def _page() -> Path:
    """The file in which a job of GitHub collects its page.

    Raises:
        UsageError: this is no such job.
    """
    name = os.environ.get(SUMMARY)
    if not name:
        raise UsageError(
            "there is no page of a job here",
            hint=f"leave out --summary; GitHub Actions sets {SUMMARY}",
        )
    return Path(name)


def _forge(below: Ground | MergecastError) -> GitHubApi:
    """The repository that the policy in force names, or else the job.

    A branch that is not merged can name another one in vain.
    """
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    known = below.stands.policy.repository if isinstance(below, Ground) else None
    return github(known)


def keep(api: GitHubApi, number: int, text: str) -> None:
    """Bring the one comment on a pull request up to date.

    Raises:
        MergecastError: the forge does not take it.
    """
    from mergecast.forge.github_comments import keep_comment  # noqa: PLC0415 - needs requests
    from mergecast.renderers.review_comment import (  # noqa: PLC0415 - only to print
        MARK,
        keep_ticks,
    )

    keep_comment(api, number, MARK, lambda old: keep_ticks(text, old))


def request(api: GitHubApi, number: int, found: Review, *, quiet: bool) -> None:
    """Ask the people who are missing for a review, each once.

    Raises:
        MergecastError: the forge does not take it.
    """
    from mergecast.forge.github_requests import (  # noqa: PLC0415 - needs requests
        request_reviews,
    )

    asked, refused = request_reviews(api, number, _missing(found))
    if asked and not quiet:
        click.echo(f"asked for a review: {', '.join(asked)}", err=True)
    if refused:
        who = ", ".join(refused)
        click.echo(f"cannot be asked, see their access: {who}", err=True)


def _missing(found: Review) -> list[str]:
    """The logins of all who could fill a place that is open."""
    open_ = [post.approvers for post in found.posts if not post.approved]
    if found.policy is not None and not found.policy.approved:
        open_.append(found.policy.approvers)
    places = [place for approvers in open_ for place in approvers if place.by is None]
    return [login for place in places for login in place.logins]
