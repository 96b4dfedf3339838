"""Pull requests, reviews and people, read from GitHub's answers with nothing assumed.

What is missing or of another type than GitHub's description promises counts as not
known, and what is not known never approves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from mergecast.approvals.ports import Person, PullRequest, Say
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi

_SAYS: Mapping[str, Say] = {
    "APPROVED": Say.APPROVED,
    "CHANGES_REQUESTED": Say.CHANGES_REQUESTED,
    "DISMISSED": Say.DISMISSED,
}
_WRITERS = frozenset({"admin", "write"})
_BUTTON = "web-flow"
"""Who commits what GitHub's own buttons make."""
_COMMITS = 250
"""GitHub lists no more commits of a pull request."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A pull request, as a rule one that was merged into the publishing branch.

    ``commit`` is what the branch got last of it, None where GitHub does not say.
    ``count`` is how many commits it has, ``base`` where it left the branch, if that is
    known.
    """

    pull: PullRequest
    head: str
    commit: str | None
    count: int
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One review; ``commit`` is None when GitHub does not know it any more."""

    id: str
    person: Person
    say: Say
    commit: str | None
    at: datetime | None


@dataclass(frozen=True)
class Pulls:
    """Asks GitHub, each thing once."""

    api: GitHubApi
    branch: str
    _writers: dict[str, bool] = field(default_factory=dict)
    _of_commit: dict[str, tuple[Merged, ...]] = field(default_factory=dict)
    _reviews: dict[int, tuple[Review, ...]] = field(default_factory=dict)
    _people: dict[int, Mapping[str, tuple[Person, ...]]] = field(default_factory=dict)

    def of_commit(self, commit: str) -> tuple[Merged, ...]:
        """The merged pull requests that brought a commit to the publishing branch.

        Raises:
            ForgeAwayError: GitHub gives no answer.
        """
        if commit not in self._of_commit:
            self._of_commit[commit] = tuple(self._brought(commit))
        return self._of_commit[commit]

    def _brought(self, commit: str) -> Iterator[Merged]:
        try:
            found = list(self.api.pages("commits", commit, "pulls"))
        except ForgeRefusedError as error:
            if error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                return  # GitHub has no such commit
            raise
        for each in found:
            number = _get(each, "number")
            base = _get(each, "base")
            here = _get(base, "repo", "full_name")
            if (
                type(number) is int
                and _get(base, "ref") == self.branch
                and isinstance(here, str)
                and here.casefold() == self.api.repository.casefold()
                and _get(each, "merged_at") is not None
            ):
                yield self.one(number)

    def one(self, number: int) -> Merged:
        """A pull request, merged or not.

        Raises:
            ForgeAwayError: GitHub gives no answer.
            ForgeRefusedError: there is none with this number.
        """
        return self._merged(self.api.read("pulls", number))

    def _merged(self, told: Json) -> Merged:
        opened, head = _when(told, "created_at"), _get(told, "head", "sha")
        number, count = _get(told, "number"), _get(told, "commits")
        commit = _get(told, "merge_commit_sha")
        if opened is None or not isinstance(head, str) or type(number) is not int:
            raise ForgeAwayError("GitHub's answer about a pull request is not whole")
        by = _get(told, "merged_by")
        return Merged(
            PullRequest(
                number,
                _person(_get(told, "user")),
                opened,
                _when(told, "merged_at"),
                _person(by) if by else None,
            ),
            head,
            commit if isinstance(commit, str) else None,
            count if type(count) is int else _COMMITS + 1,
        )

    def reviews(self, number: int) -> tuple[Review, ...]:
        """The reviews of a pull request that say something, the oldest first.

        Raises:
            ForgeAwayError: GitHub gives no answer, or not all of it.
        """
        if number not in self._reviews:
            found = self.api.pages("pulls", number, "reviews")
            self._reviews[number] = tuple(self._said(found))
        return self._reviews[number]

    def _said(self, found: Iterator[Json]) -> Iterator[Review]:
        for each in found:
            say = _SAYS.get(str(_get(each, "state")))
            if say is None:
                continue
            commit = _get(each, "commit_id")
            yield Review(
                str(_get(each, "id")),
                _person(_get(each, "user")),
                say,
                commit if isinstance(commit, str) else None,
                _when(each, "submitted_at"),
            )

    def makers(self, merged: Merged) -> Mapping[str, tuple[Person, ...]] | None:
        """Who wrote and committed each commit of a pull request, by its id.

        None where it lists others than there are: then somebody's part is not known.

        Raises:
            ForgeAwayError: GitHub gives no answer.
        """
        if merged.count > _COMMITS:
            return None
        number = merged.pull.number
        if number not in self._people:
            self._people[number] = {
                str(_get(each, "sha")): tuple(_makers(each))
                for each in self.api.pages("pulls", number, "commits")
            }
        found = self._people[number]
        return found if len(found) == merged.count else None

    def may_write(self, person: Person) -> bool:
        """Whether somebody has write access now.

        Raises:
            ForgeAwayError: GitHub gives no answer.
        """
        login = person.login
        if login is None:
            return False
        if login not in self._writers:
            self._writers[login] = self._permitted(login)
        return self._writers[login]

    def _permitted(self, login: str) -> bool:
        try:
            told = self.api.read("collaborators", login, "permission")
        except ForgeRefusedError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return False
            raise
        return _get(told, "permission") in _WRITERS


def _makers(commit: Json) -> Iterator[Person]:
    for role in ("author", "committer"):
        user = _get(commit, role)
        if _get(user, "login") == _BUTTON:
            continue
        named = _get(commit, "commit", role)
        name, mail = _get(named, "name"), _get(named, "email")
        known = _person(user)
        yield Person(
            known.name if known.login else str(name or ""),
            str(mail or ""),
            known.login,
            known.user_id,
            bot=known.bot,
        )


def _person(user: Json) -> Person:
    """Somebody on GitHub; nobody in particular where the account is gone."""
    login, number = _get(user, "login"), _get(user, "id")
    if not isinstance(login, str) or type(number) is not int:
        return Person("somebody whose account is gone")
    kind = _get(user, "type")
    return Person(login, "", login, str(number), bot=kind != "User")


def _get(value: Json, *names: str) -> Json:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _when(value: Json, name: str) -> datetime | None:
    text = _get(value, name)
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found and found.tzinfo else None
