"""What `mergecast approvals` does: judge each post, and say all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mergecast.approvals.able import Able
from mergecast.approvals.account import people, places
from mergecast.approvals.policy import Approved, NotApproved
from mergecast.cli.approving.approval_wiring import Approvals, Proposal
from mergecast.cli.approving.brought import Wanted, brought, taken_back
from mergecast.cli.checking.check_posts import prefixes
from mergecast.cli.reviewing.policy_change import Step, step_review
from mergecast.cli.reviewing.scheduled import Ground, ground
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.errors import UsageError
from mergecast.loading import bundle, paths
from mergecast.loading.policy_value import FILES
from mergecast.loading.recurring import a_day_of, day_of
from mergecast.loading.targets import read_targets
from mergecast.renderers.approvals import ApprovalsReport, PostApproval
from mergecast.repository.changes import State, changed
from mergecast.repository.refs import commit_of, merge_base
from mergecast.review.report import PolicyReview


def account(
    session: Session, names: Sequence[str], ref: str, pull: int | None
) -> ApprovalsReport:
    """How posts of a commit stand.

    Args:
        session: the global options.
        names: files or ids; none: what the commit's branch brings.
        ref: the commit.
        pull: its pull request, where there is one and it is not merged.

    Raises:
        UsageError: no such post there.
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    below = ground(session)
    main, stands = below.source, below.stands
    commit = commit_of(main.git, ref)
    base = merge_base(main.git, main.commit, commit)
    source, proposal = main, None
    if base != commit:
        source = Published(main.git, main.remote, main.branch, commit)
        proposal = Proposal(base, pull)
    approvals = Approvals(source, stands.policy, session.now, proposal)
    wanted = _named(source, session, names) if names else brought(source, base)
    found = [_post(source, one, approvals) for one in wanted]
    posts = [each for each in found if each is not None]
    change = None if names else _policy(below, Step(base, commit, pull))
    return ApprovalsReport(
        source.commit, stands.policy.digest, posts, stands.notes, change
    )


def _policy(below: Ground, branch: Step) -> PolicyReview | None:
    """The change of policy that a branch brings; None where it brings none."""
    if branch.base == branch.head:
        return None
    touched = changed(below.source.git, branch.base, State(branch.head), FILES)
    return step_review(below, branch) if touched else None


def _named(source: Published, session: Session, names: Iterable[str]) -> list[Wanted]:
    found = []
    for name in names:
        path: str | None = None
        day: str | None = None
        if "/" in name or name.endswith((".yaml", ".yml")):
            path = prefixes(session.workspace, [Path(name)])[0]
        elif made := taken_back(source, name):
            path, day = made
        elif one := bundle.find(source.git, source.commit, name):
            path = one.post.path
        if path is None or source.tree.read(path) is None or not paths.goes_out(path):
            raise UsageError(
                f"commit {source.commit[:10]} has no post '{name}'",
                hint="commit it first, or name its commit with --ref",
            )
        found.append(Wanted(path, day))
    return found


def _post(
    source: Published, wanted: Wanted, approvals: Approvals
) -> PostApproval | None:
    path = wanted.path
    entries = source.tree.entries(path)
    if wanted.day is None:
        days = a_day_of(source.tree, path, approvals.now().date())
    else:
        days = day_of(source.tree, path, wanted.day)
    found = read_targets(source.tree, entries, source.space, samples=True, days=days)
    if not found.targets:
        reason = f"it cannot be read; run `mergecast check {path}`"
        return PostApproval(path, path, None, reason)
    first, real = found.targets[0], [t for t in found.targets if not t.account.sample]
    name = first.post.id if wanted.day is None else first.post.name
    told = PostApproval(name, path, first.digest, "")
    if not real:
        return replace(told, sample=True)
    return _judged(real, approvals, told)


def _judged(
    targets: Sequence[Target], approvals: Approvals, told: PostApproval
) -> PostApproval:
    answers = [approvals(target) for target in targets]
    case = approvals.case(targets[0])
    refused = [each for each in answers if isinstance(each, NotApproved)]
    ends = [each.ends for each in answers if isinstance(each, Approved) and each.ends]
    told = replace(
        told,
        reason=refused[0].reason if refused else "",
        ends=None if refused else min(ends, default=None),
    )
    if isinstance(case, NotApproved):
        return told
    rules, half = approvals.policy.rules, case.weighed.half
    able = Able(case.question, case.evidence, rules, half, approvals.now())
    filled = places(case.weighed, able)
    return replace(told, places=filled, people=people(case.weighed, able, filled))
