"""What a comment or a button cannot do at once: a pull request proposes it.

Another time and a retraction are changes of a post, so they are reviewed like any
other; whoever asked counts as their author.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from mergecast.alarms.events import Asked
from mergecast.cli.drafting.finding_posts import Found, post_at
from mergecast.cli.drafting.moving import Asked as Move
from mergecast.cli.drafting.moving import planned
from mergecast.cli.notices.alarming import Office
from mergecast.cli.reviewing import proposing
from mergecast.cli.settling.retracting import edited
from mergecast.editing.proof import EditError
from mergecast.errors import UsageError
from mergecast.loading import bundle
from mergecast.renderers.acted import proposed_answer
from mergecast.renderers.encoders.markdown import encode_markdown
from mergecast.renderers.sinks import Saying
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    from mergecast.forge.github_proposals import Base

_NOT_DONE = "no pull request was opened"


def propose_move(office: Office, asked: Asked, post: str) -> Saying:
    """Propose another time for a post; gives the answer.

    Raises:
        MergecastError: the time cannot be meant, or the forge does not take it.
    """
    if asked.order.when is None:
        raise UsageError(
            "the new time is missing, or cannot be read",
            hint="write it as in /move 2026-11-25 09:00",
            not_done=_NOT_DONE,
        )
    desk = Change(office, asked, proposing.base(office.session))
    found = desk.found(post)
    move = Move(post, asked.order.when)
    try:
        moved, text = planned(found, office.settings, move, office.now)
    except EditError as error:
        raise UsageError(error.message, not_done=_NOT_DONE) from None
    clock = moved.meant.wall_clock
    files: dict[str, bytes | None] = {moved.path: text.encode()}
    if moved.path != found.post.path:
        if desk.tree.mode(moved.path) is not None:
            raise UsageError(f"there is a file '{moved.path}' already")
        files[found.post.path] = None
    branch = f"move-{_plain(post)}-{re.sub('[^0-9]', '', clock)}"
    return desk.propose(branch, f"Move {post} to {clock}", files)


def propose_retraction(office: Office, asked: Asked, post: str, why: str) -> Saying:
    """Propose to take a post back; gives the answer.

    Raises:
        MergecastError: the reason cannot be written, or the forge does not take it.
    """
    desk = Change(office, asked, proposing.base(office.session))
    found = desk.found(post)
    text = edited(found, why)
    files = {found.post.path: text.encode()}
    return desk.propose(f"retract-{_plain(post)}", f"Retract {post}", files)


def _plain(post: str) -> str:
    """An id as a part of a branch's name."""
    plain = re.sub("-+", "-", post).strip("-")
    short = sha256(post.encode()).hexdigest()[:8]
    return plain if plain == post else f"{plain}-{short}"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a post that somebody asked for, on what is merged now."""

    office: Office
    asked: Asked
    base: Base

    @property
    def tree(self) -> CommitTree:
        """The files that are merged."""
        return CommitTree(self.base.git, self.base.commit)

    def found(self, post: str) -> Found:
        """The post as it is merged.

        Raises:
            UsageError: nothing merged has this id.
        """
        made = bundle.find(self.base.git, self.base.commit, post)
        if made is None:
            raise UsageError(
                f"the publishing branch has no post '{post}'", not_done=_NOT_DONE
            )
        return post_at(self.tree, made.post.path)

    def propose(
        self, branch: str, title: str, files: Mapping[str, bytes | None]
    ) -> Saying:
        """Open the pull request, have it reviewed; gives the answer."""
        from mergecast.forge.github_proposals import (  # noqa: PLC0415 - requests
            Proposal,
            person,
            propose,
        )

        api, asked = self.office.github.api, self.asked
        where = f"issue #{asked.issue}" if asked.issue else "a button"
        reason = asked.order.reason
        said = f"\n\n> {encode_markdown(reason)}" if reason else ""
        proposal = Proposal(
            f"mergecast/{branch}",
            title,
            f"Asked for by @{asked.login}, by {where}.{said}\n",
            files,
            person(asked.login, asked.user),
            self.office.now,
            f"{title}\n\nRequested-by: {asked.login}\n",
        )
        made = propose(api, self.base, proposal)
        told = proposing.reviewed(self.office.session, api, self.base, made)
        missing = [each.id for each in told.posts if not each.approved]
        return proposed_answer(made.number, title, approved=not missing)
