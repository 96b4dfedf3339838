"""The approvals of a branch that is not merged yet, by the policy in force on main."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mergecast.approvals.able import Able
from mergecast.approvals.facts import Facts, facts, kept_out
from mergecast.approvals.policy import NotApproved, weigh
from mergecast.approvals.ports import Evidence
from mergecast.approvals.weighed import about
from mergecast.cli.approving.approval_wiring import Approvals, Case, Proposal
from mergecast.cli.reviewing.scheduled import Ground
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.errors import MergecastError
from mergecast.inspection.sides import Ends
from mergecast.loading.recurring import a_day_of
from mergecast.loading.targets import read_targets
from mergecast.model.schedule import Schedule
from mergecast.model.workspace import Workspace
from mergecast.planning.recurrence import Span
from mergecast.review.approvers import SAMPLE, STAND, Table, new_time, table
from mergecast.review.difference import Difference, Kind, Side


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch under review; ``number`` is its pull request, where that is known."""

    base: str
    head: str
    ends: Ends
    number: int | None = None


Tables = Callable[[Side | None, Side, Difference], Table]
"""The approvals of one post after the change."""


def tables(base: Ground | MergecastError, branch: Branch) -> Tables:
    """What says of each post of a branch who has to approve it.

    Args:
        base: what is merged, or why that cannot be known.
        branch: the branch.
    """
    if isinstance(base, MergecastError):
        note = f"who has to approve cannot be known here: {base.message}"
        return lambda _before, _after, _difference: Table(notes=(note,))
    main, now = base.source, base.session.now
    source = Published(main.git, main.remote, main.branch, branch.head)
    proposal = Proposal(branch.base, branch.number)
    return _Asks(branch, Approvals(source, base.stands.policy, now, proposal)).table


@dataclass(frozen=True, slots=True)
class _Asks:
    branch: Branch
    approvals: Approvals

    def table(self, before: Side | None, after: Side, difference: Difference) -> Table:
        """Who has to approve one post."""
        if difference.kind is Kind.QUIET and self._same_rules(before, after):
            return Table((), (STAND,), approved=True)
        source = self.approvals.source
        entries = source.tree.entries(after.post.path)
        days = self._a_day(before, after, difference)
        targets = read_targets(source.tree, entries, source.space, days=days).targets
        if not targets:
            return Table((), (SAMPLE,), approved=True)
        try:
            case = self._case(targets[0], difference)
        except MergecastError as error:
            return Table(notes=(f"approvals cannot be read: {error.message}",))
        if isinstance(case, NotApproved):
            return Table(notes=(case.reason,))
        return self._told(case, difference)

    def _a_day(
        self, before: Side | None, after: Side, difference: Difference
    ) -> Span | None:
        """A day that stands for all of a series; else the one that is taken back."""
        if after.series is None:
            return None
        same = before is not None and before.payloads == after.payloads
        old = before.series.retracted if before and before.series else {}
        back = set(after.series.retracted.items()) - set(old.items())
        if same and back and difference.readers:
            return Span.only({(after.post.id, min(back)[0])})
        source, today = self.approvals.source, self.approvals.now().date()
        return a_day_of(source.tree, after.post.path, today)

    def _told(self, case: Case, difference: Difference) -> Table:
        weighed, rules = case.weighed, self.approvals.policy.rules
        able = Able(
            case.question, case.evidence, rules, weighed.half, self.approvals.now()
        )
        if difference.kind is Kind.MOVED:
            return new_time(weighed, able)
        return table(weighed, able)

    def _same_rules(self, before: Side | None, after: Side) -> bool:
        """Whether the policy sees no difference, so that what was approved stands."""
        ends = self.branch.ends
        return before is not None and _facts(before, ends.before) == _facts(
            after, ends.after
        )

    def _case(self, target: Target, difference: Difference) -> Case | NotApproved:
        asks = self.approvals
        on_forge = asks.policy.forge != "offline"
        if not (on_forge and difference.readers and self.branch.number is None):
            return asks.case(target)
        # No pull request is named: who could approve is known all the same.
        rules = asks.policy.rules
        space = self.branch.ends.after
        accounts, closed = space.settings.accounts, space.blackouts
        post = target.whole or target.post
        when = target.schedule if target.whole is None else Schedule()
        found = facts(post, accounts, when, space.campaigns)
        found = kept_out(found, post, accounts, closed)
        question = about(target.digest or "", found, rules)
        nobody = Evidence((), (), self.branch.head)
        return Case(question, nobody, weigh(question, nobody, rules, asks.now()))


def _facts(side: Side, space: Workspace) -> Facts:
    accounts = space.settings.accounts
    found = facts(side.post, accounts, side.schedule, space.campaigns)
    return kept_out(found, side.post, accounts, space.blackouts)
