"""What `style conduct` shows: the rules for people, to read when somebody joins."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.errors import UsageError
from mergecast.loading.workspace import load
from mergecast.model.guide import CONDUCT, Conduct
from mergecast.model.team import Team
from mergecast.renderers.encoders.markdown import encode_markdown
from mergecast.repository.trees import Tree

_PARTS = (
    ("everywhere", "Everywhere"),
    ("our-accounts", "On our accounts"),
    ("own-accounts", "On your own accounts"),
)


def conduct_page(tree: Tree) -> str:
    """The rules of conduct as Markdown, and who has signed them.

    Raises:
        UsageError: there are none.
    """
    space = load(tree, whole=True).workspace
    conduct = space.guide.conduct
    if conduct is None:
        raise UsageError(f"there is no {CONDUCT} that can be read")
    return "\n".join(_lines(conduct, space.team)) + "\n"


def _lines(conduct: Conduct, team: Team) -> Iterator[str]:
    yield f"# {encode_markdown(conduct.title)}"
    yield f"\nVersion {conduct.version}."
    for key, title in _PARTS:
        own = [(rule, why) for rule, why, holds in conduct.rules if holds == key]
        if own:
            yield f"\n## {title}\n"
        for rule, why in own:
            reason = f" ({encode_markdown(why)})" if why else ""
            yield f"- {encode_markdown(rule)}{reason}"
    yield "\n## Who has signed\n"
    for member in team.members.values():
        done = conduct.signed.get(member.key, 0) >= conduct.version
        yield f"- [{'x' if done else ' '}] {encode_markdown(member.name)}"
