"""The file by which a forge asks people for reviews, made from team and policy.

It is a courtesy: who has to approve is decided by the policy alone, which can ask for
legal *and* brand where the forge is content with either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.model.approval import ApprovalPolicy, Roles
from mergecast.model.file_names import CODEOWNERS
from mergecast.model.team import Member, Team

PATH = CODEOWNERS
MARK = "# Written by `mergecast codeowners`"
"""How the first line of a file that is ours begins."""

_HEAD = f"""\
{MARK} from playbooks/team.yaml and mergecast.yaml.
# Change people and rules there and run it again: what is changed here is lost.
# It asks for reviews; what they must say is decided by the policy alone.
"""
_POLICY = (
    "/mergecast.yaml",
    "/playbooks/team.yaml",
    "/playbooks/matrix.yaml",
    "/playbooks/statements/",
    "/.github/",
    "/tooling/",
)
"""What decides who may publish what, and the programs that do it."""


def codeowners(team: Team, policy: ApprovalPolicy | None) -> str:
    """The whole file; only members with a login can stand in it."""
    applied = policy or ApprovalPolicy()
    asked = _roles(place for rule in applied.rules for place in rule.need.places)
    content = team.holders(asked)
    deciding = team.holders(_roles(applied.policy.places))
    sections = [
        *_section("posts", asked, content, ("/calendar/",)),
        *_section("people, policy and programs", (), deciding, _POLICY),
    ]
    return _HEAD + "".join(f"{line}\n" for line in sections)


def is_ours(text: str) -> bool:
    """Whether nobody but this wrote a file; such a one may be written over."""
    return text.startswith(MARK)


def _roles(places: Iterable[Roles]) -> Roles:
    return tuple(dict.fromkeys(role for place in places for role in place))


def _section(
    title: str, roles: Roles, people: Iterable[Member], paths: Iterable[str]
) -> Iterator[str]:
    people = list(people)
    logins = [f"@{one.login}" for one in people if one.login]
    unknown = [one.key for one in people if not one.login]
    yield ""
    yield f"# {title}: {', '.join(roles) or 'the team'}"
    if unknown:
        yield f"# without a login, so not asked: {', '.join(unknown)}"
    if not logins:
        yield "# nobody can be asked"
        return
    width = max(map(len, paths))
    yield from (f"{path:<{width}} {' '.join(logins)}" for path in paths)
