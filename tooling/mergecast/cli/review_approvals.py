"""The approvals of a branch that is not merged yet, by the policy in force on main."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from mergecast.approvals.facts import Facts, facts, timing
from mergecast.approvals.policy import NotApproved
from mergecast.approvals.ports import Evidence, Forge, Version
from mergecast.approvals.weighed import about
from mergecast.cli.approval_wiring import Policy, forge
from mergecast.cli.policy_wiring import standing
from mergecast.cli.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.versions import Versions
from mergecast.cli.wiring import Published, published
from mergecast.errors import MergecastError
from mergecast.forge.github import GitHubForge
from mergecast.inspection.sides import Ends
from mergecast.loading import bundle
from mergecast.review.approvers import STAND, Table, of_time, of_words
from mergecast.review.difference import Difference, Kind, Side


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch under review; ``number`` is its pull request, where that is known."""

    head: str
    ends: Ends
    number: int | None = None


Tables = Callable[[Side, Difference], Table]
"""The approvals of one post after the change."""


def tables(session: Session, branch: Branch) -> Tables:
    """What says of each post of a branch who has to approve it."""
    try:
        source = published(session.workspace)
        genesis = source.space.settings.ledger.genesis
        view = None if genesis is None else ledger(session, source).open()
        policy = standing(source, view, session.now()).policy
    except MergecastError as error:
        note = f"who has to approve cannot be known here: {error.message}"
        return lambda _side, _difference: Table((), (note,))
    asks = _Asks(source, policy, branch, session.now())
    return asks.table


@dataclass(frozen=True)
class _Asks:
    source: Published
    policy: Policy
    branch: Branch
    now: datetime

    def table(self, side: Side, difference: Difference) -> Table:
        """Who has to approve one post."""
        if difference.kind is Kind.QUIET:
            return Table((), (STAND,))
        digest = self.branch.ends.digests.get(side.post.id)
        if digest is None:
            return Table((), ("what it would send cannot be known",))
        question = about(digest, self._facts(side), self.policy.rules)
        if difference.kind is Kind.MOVED:
            nobody = Evidence((), (), self.branch.head)
            return of_time(question, nobody, self.policy.rules, self.now)
        try:
            evidence = self._evidence(side, digest)
        except MergecastError as error:
            return Table((), (f"approvals cannot be read: {error.message}",))
        if isinstance(evidence, NotApproved):
            return Table((), (evidence.reason,))
        return of_words(question, evidence, self.policy.rules, self.now)

    def _facts(self, side: Side) -> Facts:
        space = self.branch.ends.after
        return facts(side.post, space.settings.accounts, side.schedule, space.campaigns)

    def _evidence(self, side: Side, digest: str) -> Evidence | NotApproved:
        asked = self._forge
        if isinstance(asked, NotApproved):
            return asked
        versions = Versions(self.source, side.post)
        if isinstance(asked, GitHubForge):
            if self.branch.number is None:
                return Evidence((), (), self.branch.head)
            return asked.proposed(self.branch.number, versions)
        git, path = self.source.git, side.post.path
        found = bundle.find(git, self.branch.head, side.post.id, path)
        files = found.files if found else (path,)
        version = Version(path, files, digest, timing(side.post, side.schedule))
        return asked.evidence(side.post.id, version, versions)

    @cached_property
    def _forge(self) -> Forge | NotApproved:
        """One for all posts: it remembers what it was told already."""
        if self.policy.forge == "offline":
            # Lines count where they are: on the branch itself.
            return forge(replace(self.source, commit=self.branch.head), self.policy)
        return forge(self.source, self.policy)
