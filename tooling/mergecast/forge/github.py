"""Reviews on GitHub, bound to what the reviewer was shown.

A change counts as reviewed only where it came by a pull request whose own diff, from
where it left the publishing branch to the commit that was reviewed, makes that change,
and where that commit sends exactly what would be sent now. So a push behind a review,
an edit in the merge commit, and an approved pull request that merely touches the same
file prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from mergecast.approvals.ports import (
    Evidence,
    Person,
    PolicyChange,
    PullRequest,
    StepAt,
    Version,
    VersionAt,
    Yes,
)
from mergecast.forge.decisive import decisive
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_history import Histories
from mergecast.forge.github_makers import Makers, made
from mergecast.forge.github_movers import Movers
from mergecast.forge.github_pulls import Merged, Pulls, Review
from mergecast.forge.offline_lines import makers
from mergecast.forge.subject import PolicySubject, PostSubject, Shown, Subject
from mergecast.repository.deepening import deepen
from mergecast.repository.git import Git
from mergecast.repository.history import Change, commit_change

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class GitHubForge:
    """Reviews of pull requests of one repository on GitHub.

    Args:
        folder: a clone of it.
        main: the commit that is published from.
        api: the repository on GitHub.
        remote: where the clone gets reviewed commits and older history.
        branch: the branch that ``main`` is on.
    """

    folder: Path
    main: str
    api: GitHubApi
    remote: str | None = None
    branch: str = "main"

    @cached_property
    def pulls(self) -> Pulls:
        """What GitHub said already."""
        return Pulls(self.api, self.branch)

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self.folder, self.main, self.remote, self.pulls)

    def evidence(self, post_id: str, version: Version, at: VersionAt) -> Evidence:
        """Look up who made the present payload of a post, and who approved what.

        Raises:
            GitError: the history is not here, and cannot be had.
            ForgeAwayError: GitHub gives no answer.
            ForgeRefusedError: GitHub refuses to tell.
        """
        del post_id  # ``at`` follows it
        deepen(Git(self.folder), self.remote, self.branch)
        change, moved = decisive(self.folder, self.main, version, at)
        found = self._evidence(change, PostSubject(at), ("calendar",))
        movers = Movers(self._histories, self.pulls, version, at)
        brought = self._histories.merged(moved)
        return replace(found, movers=movers.of(moved, brought))

    def proposed(
        self, number: int, base: str, version: Version, at: VersionAt
    ) -> Evidence:
        """What an open pull request proves so far about a post that it changes.

        Args:
            number: of the pull request.
            base: where it left the publishing branch.
            version: the post as it has it.
            at: the versions of the post.

        Raises:
            GitError, ForgeAwayError, ForgeRefusedError: as above.
        """
        one = replace(self.pulls.one(number), base=base)
        own = commit_change(self.folder, one.head)
        before = at(base)
        if before is not None and before.payload == version.payload:
            found = self.evidence("", version, at)
            if before.timing == version.timing:
                return found
        else:
            found = self._of((one,), own, PostSubject(at), ("calendar",))
        movers = Movers(self._histories, self.pulls, version, at)
        return replace(found, movers=movers.of(own, (one,)))

    def proposed_policy(
        self, number: int, base: str, files: tuple[str, ...], at: StepAt
    ) -> Evidence:
        """What an open pull request proves so far about a change of policy.

        Args:
            number: of the pull request.
            base: where it left the publishing branch.
            files: what a policy is read from.
            at: the step that a review approves.

        Raises:
            GitError, ForgeAwayError, ForgeRefusedError: as above.
        """
        one = replace(self.pulls.one(number), base=base)
        own = commit_change(self.folder, one.head)
        return self._of((one,), own, PolicySubject(at), files)

    def policy_evidence(self, change: PolicyChange, at: StepAt) -> Evidence:
        """Look up who made a change of policy, and who approved that step.

        Raises:
            GitError, ForgeAwayError, ForgeRefusedError: as above.
        """
        deepen(Git(self.folder), self.remote, self.branch)
        own = commit_change(self.folder, change.commit)
        found = self._evidence(own, PolicySubject(at), change.files)
        # Whoever changed anything since the policy in force made the step with them.
        earlier = [
            each
            for each in self._histories.brought(
                change.since, change.commit, change.files
            )
            if each.commit != change.commit
        ]
        before = made(earlier, {}).authors
        return replace(found, authors=tuple(dict.fromkeys((*found.authors, *before))))

    def _evidence(
        self, change: Change, subject: Subject, paths: tuple[str, ...]
    ) -> Evidence:
        merged = self._histories.merged(change)
        if not merged:
            short = change.commit[:10]
            gap = f"commit {short} came to {self.branch} without a pull request"
            people = tuple(makers(change))
            return Evidence(people, (), change.commit, change.at, gap=gap)
        return self._of(merged, change, subject, paths)

    def _of(
        self,
        merged: tuple[Merged, ...],
        change: Change,
        subject: Subject,
        paths: tuple[str, ...],
    ) -> Evidence:
        authors = [one.pull.author for one in merged]
        suggested: list[Person] = []
        gaps: list[str] = []
        asked = merged[0].pull.opened
        for one in merged:
            found = self._made(one, change, subject, paths)
            if found is None:
                number = one.pull.number
                gaps.append(
                    f"GitHub does not list all commits of pull request {number}"
                )
                continue
            authors += found.authors
            suggested += found.suggested
            asked = max(asked, found.last or asked)  # a later push asks anew
        first = merged[0].pull
        return Evidence(
            tuple(dict.fromkeys(authors)),
            _in_order(
                yes for one in merged for yes in self._yeses(one, change, subject)
            ),
            change.commit,
            first.merged or change.at,
            tuple(dict.fromkeys(suggested)),
            asked=asked,
            gap=next(iter(gaps), None),
            pull_request=_with_rounds(first, self.pulls.reviews(first.number)),
        )

    def _made(
        self, merged: Merged, change: Change, subject: Subject, paths: tuple[str, ...]
    ) -> Makers | None:
        """Who made the change in a pull request; None where that cannot be known."""
        listed = self.pulls.makers(merged)
        if listed is None:
            return None
        everyone = Makers(tuple(one for each in listed.values() for one in each))
        start = self._histories.start(merged, change, merged.head)
        commits = [
            each
            for each in self._histories.brought(start, merged.head, paths)
            if each.commit in listed and subject.changed_by(each)
        ]
        return made(commits, listed) if commits else everyone

    def _yeses(self, merged: Merged, change: Change, subject: Subject) -> Iterator[Yes]:
        for review in self.pulls.reviews(merged.pull.number):
            shown = self._shown(review, merged, change, subject)
            person = review.person
            yield Yes(
                person.name,
                "",
                shown.digest,
                review.commit or "",
                review.say,
                review.at,
                shown.timing,
                person.login,
                person.user_id,
                person.bot,
                self.pulls.may_write(person),
                review=review.id,
                facts=shown.facts,
            )

    def _shown(
        self, review: Review, merged: Merged, change: Change, subject: Subject
    ) -> Shown:
        commit = review.commit
        start = self._histories.start(merged, change, commit) if commit else None
        if commit is None or start is None:
            return Shown()
        return subject.shown(commit, start)


def _in_order(yeses: Iterable[Yes]) -> tuple[Yes, ...]:
    """By their time: somebody's last word may stand in another pull request."""
    return tuple(sorted(yeses, key=lambda yes: yes.at or _NEVER))


def _with_rounds(pull: PullRequest, reviews: Iterable[Review]) -> PullRequest:
    """How often it was looked at: once for each state of it that got a review."""
    return replace(pull, rounds=len({review.commit for review in reviews}))
