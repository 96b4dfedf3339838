"""Ask the forge about posts, and judge by the policy in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from mergecast.approvals.facts import Facts, approvers, facts, kept_out, timing
from mergecast.approvals.policy import Approved, NotApproved, judge, weigh
from mergecast.approvals.ports import Evidence, Forge, Version
from mergecast.approvals.weighed import Question, Weighed, about
from mergecast.cli.approving.in_force import Policy
from mergecast.cli.checking.versions import BESIDE, Grounds, Versions, is_new
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.errors import MergecastError, WorkspaceError
from mergecast.model.post import Post
from mergecast.model.schedule import Schedule, schedule
from mergecast.repository.refs import find_commit


def forge(source: Published, policy: Policy) -> Forge | NotApproved:
    """What can be asked about reviews, or why nothing can."""
    if policy.forge == "github":
        return _github(source, policy)
    if policy.forge != "offline":
        # Lines in commits prove nothing where reviews are held on a forge.
        return NotApproved(f"reviews on {policy.forge} cannot be read yet")
    from mergecast.forge.offline import OfflineForge  # noqa: PLC0415 - GitPython

    keys = {
        member.email.casefold(): member.signing_keys
        for member in policy.rules.team.members.values()
        if member.email is not None and policy.rules.team.signs
    }
    git = source.git
    return OfflineForge(
        git.directory, source.commit, source.remote, source.branch, keys
    )


def _github(source: Published, policy: Policy) -> Forge | NotApproved:
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests
    from mergecast.forge.github import GitHubForge  # noqa: PLC0415 - needs requests

    try:
        api = github(policy.repository)
    except MergecastError as error:
        return NotApproved(f"reviews cannot be read: {error.message}; {error.hint}")
    git = source.git
    return GitHubForge(git.directory, source.commit, api, source.remote, source.branch)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known about the approval of one post."""

    question: Question
    evidence: Evidence
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Proposal:
    """A branch that is not merged: where it left main, and its pull request."""

    base: str
    number: int | None = None


@dataclass(frozen=True)
class Approvals:
    """Asks the forge, once for each payload of a post, and judges by the policy.

    With a ``proposal``, ``source`` is the branch, and it is judged as if merged.
    """

    source: Published
    policy: Policy
    now: Callable[[], datetime]
    proposal: Proposal | None = None
    _known: dict[tuple[str, str], Evidence | NotApproved] = field(default_factory=dict)

    @cached_property
    def _forge(self) -> Forge | NotApproved:
        """One for all posts: it remembers whom it asked about already."""
        return forge(self.source, self.policy)

    @cached_property
    def _grounds(self) -> Grounds:
        return Grounds(self.source)

    def __call__(self, target: Target) -> Approved | NotApproved:
        """Was what the target will send approved by the right people?"""
        if target.digest is None:
            return NotApproved("what it would send cannot be known")
        strange = self._strange(target)
        if strange is not None:
            return NotApproved(strange)
        evidence = self._evidence(target, target.digest)
        if isinstance(evidence, NotApproved):
            return evidence
        question = self._question(target, target.digest, evidence)
        if isinstance(question, NotApproved):
            return question
        answer = judge(question, evidence, self.policy.rules, self.now())
        if isinstance(answer, Approved):
            return replace(answer, policy=self.policy.digest)
        return answer

    def case(self, target: Target) -> Case | NotApproved:
        """The same with all that people want to know of it."""
        if target.digest is None:
            return NotApproved("what it would send cannot be known")
        evidence = self._evidence(target, target.digest)
        if isinstance(evidence, NotApproved):
            return evidence
        question = self._question(target, target.digest, evidence)
        if isinstance(question, NotApproved):
            return question
        weighed = weigh(question, evidence, self.policy.rules, self.now())
        return Case(question, evidence, weighed)

    def _strange(self, target: Target) -> str | None:
        """Why an account is not the one that was approved."""
        account = target.account
        known = self.policy.accounts.get(account.key)
        if account.sample:
            return None
        if known is None:
            return f"account '{account.key}' is not part of the policy in force yet"
        wanted = (known.get("network"), known.get("user_id"))
        if wanted[0] != account.network or wanted[1] not in {None, account.user_id}:
            return (
                f"account '{account.key}' is not the one of the policy in force: its "
                "network or user_id was changed"
            )
        return None

    def _evidence(self, target: Target, digest: str) -> Evidence | NotApproved:
        key = (target.post.id, digest)
        if key not in self._known:
            self._known[key] = self._ask(target, digest)
        return self._known[key]

    def _ask(self, target: Target, digest: str) -> Evidence | NotApproved:
        asked = self._forge
        if isinstance(asked, NotApproved):
            return asked
        when = timing(*self._approved(target))
        version = Version(target.post.path, target.bundle, digest, when, BESIDE)
        versions = Versions(self.source, target.post, self._grounds)
        try:
            if self.proposal is not None:
                return _proposed(asked, target, version, versions, self.proposal)
            return asked.evidence(target.post.id, version, versions)
        except WorkspaceError as error:
            return NotApproved(f"approvals cannot be read: {error.message}")

    def _approved(self, target: Target) -> tuple[Post, Schedule]:
        """What people approve: the post at its time, or a series, whatever the day."""
        if target.whole is None:
            return target.post, target.schedule
        return target.whole, schedule(target.whole, self.source.space.settings)

    def _question(
        self, target: Target, digest: str, evidence: Evidence
    ) -> Question | NotApproved:
        found = about(digest, self._facts(target, evidence), self.policy.rules)
        if target.approved_after is not None:
            asking = replace(found.asking, since=target.approved_after)
            found = replace(found, asking=asking)
        if target.crisis is None:
            return found
        from mergecast.cli.warroom.ruling import Ruling  # noqa: PLC0415 - in a crisis alone

        ruling = Ruling(self.source, self.policy.matrix, self.policy.statements)
        return ruling.question(target, found)

    def _facts(self, target: Target, evidence: Evidence) -> Facts:
        space = self.source.space
        rules = self.policy.rules.applied.rules
        asked = any(rule.when.new_media is not None for rule in rules)
        post, when = self._approved(target)
        found = facts(
            post,
            space.settings.accounts,
            when,
            space.campaigns,
            new_media=asked and is_new(self.source, target, evidence),
        )
        found = kept_out(found, target.post, space.settings.accounts, space.blackouts)
        more = self._before(target, evidence) if found.campaign else ()
        return replace(found, approvers=_once((*found.approvers, *more)))

    def _before(self, target: Target, evidence: Evidence) -> tuple[str, ...]:
        """Whom its campaign named: no change drops an approver of its own post."""
        parent = find_commit(self.source.git, f"{evidence.change}^")
        base = self.proposal.base if self.proposal else parent
        before = self._grounds.at(base) if base else None
        return approvers(target.post, before.campaigns) if before else ()


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _proposed(
    asked: Forge,
    target: Target,
    version: Version,
    versions: Versions,
    proposal: Proposal,
) -> Evidence | NotApproved:
    """What is known of a post on a branch that is not merged."""
    from mergecast.forge.offline import OfflineForge  # noqa: PLC0415 - GitPython

    post = target.post.id
    if isinstance(asked, OfflineForge):
        return asked.proposed(post, version, proposal.base, versions)
    from mergecast.forge.github import GitHubForge  # noqa: PLC0415 - needs requests

    if proposal.number is not None and isinstance(asked, GitHubForge):
        return asked.proposed(proposal.number, proposal.base, version, versions)
    before = versions(proposal.base)
    if before is not None and before.payload == version.payload:
        return asked.evidence(post, version, versions)
    return NotApproved("its pull request is not merged: name it with --pull NUMBER")
