"""Templates of posts: `calendar/templates/NAME.yaml`, with `{{gaps}}` to fill."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mergecast.checks.basis.near import suggest
from mergecast.cli.drafting.drafts import Asked, refused
from mergecast.cli.session import Session
from mergecast.editing import filling
from mergecast.editing.proof import data_of
from mergecast.editing.splice import put
from mergecast.editing.writing import Fields, written
from mergecast.model.post import ASAP
from mergecast.repository.trees import WorkTree

FOLDER = "calendar/templates"
_TOP = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*")


@dataclass(frozen=True, slots=True)
class Template:
    """A template without the comments at its top, which are about the template."""

    name: str
    text: str

    @property
    def gaps(self) -> list[str]:
        """The names of its gaps, in order."""
        return filling.gaps(self.text)


def template(session: Session, name: str) -> Template:
    """The template of that name.

    Raises:
        UsageError: there is none.
    """
    tree = WorkTree(session.workspace)
    names = [
        entry.path.rpartition("/")[2].removesuffix(".yaml")
        for entry in tree.entries(FOLDER)
        if entry.path.endswith(".yaml")
    ]
    raw = tree.read(f"{FOLDER}/{name}.yaml") if name in names else None
    if raw is None:
        none = f"there are none yet: put one into {FOLDER}/"
        raise refused(f"there is no template '{name}'", suggest(name, names, none))
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    top = _TOP.match(text)
    return Template(name, text[top.end() :] if top else text)


def values(source: Template, asked: Asked) -> dict[str, str]:
    """What is known of the gaps so far: by --set, and by the other options.

    Raises:
        UsageError: a value is for no gap, or is none.
    """
    own = {
        "id": asked.post_id,
        "title": asked.title,
        "account": asked.accounts[0] if asked.accounts else None,
        "campaign": asked.campaign,
        "owner": asked.owner,
    }
    found = {name: value for name, value in own.items() if value is not None}
    for pair in asked.sets:
        name, sign, value = pair.partition("=")
        if not sign:
            raise refused(f"'{pair}' sets nothing", "write --set NAME=VALUE")
        if name not in source.gaps:
            raise refused(
                f"template '{source.name}' has no gap '{name}'",
                suggest(name, source.gaps, "it has no gaps at all"),
            )
        found[name] = value
    return {name: value for name, value in found.items() if name in source.gaps}


def filled(source: Template, known: Mapping[str, str]) -> str:
    """The text of the template with its gaps filled.

    Raises:
        UsageError: there is a gap without a value.
        EditError: it is no YAML that is let in.
    """
    missing = [name for name in source.gaps if name not in known]
    if missing:
        raise refused(
            f"template '{source.name}' needs more: {', '.join(missing)}",
            "add " + " ".join(f"--set {name}=..." for name in missing),
        )
    return filling.filled(source.text, known)


def applied(session: Session, asked: Asked) -> tuple[str | None, Asked]:
    """A filled template, and what it says where nothing else is asked.

    Raises:
        UsageError: the template and the options do not go together.
        EditError: the template is no YAML that is let in.
    """
    if asked.template is None:
        if asked.sets:
            raise refused("--set is for templates", "add --template NAME")
        return None, asked
    if asked.words or asked.images:
        raise refused(
            f"words and images come from template '{asked.template}'",
            "leave --text, --thread and --image out, or the template",
        )
    source = template(session, asked.template)
    body = filled(source, values(source, asked))
    own = data_of(body)
    return body, _with_own(asked, own if isinstance(own, dict) else {})


def _with_own(asked: Asked, own: Mapping[str, object]) -> Asked:
    accounts = own.get("accounts")
    at, until = own.get("publish_at"), own.get("until")
    if isinstance(accounts, list) and not asked.accounts:
        asked = replace(asked, accounts=tuple(map(str, accounts)))
    if isinstance(name := own.get("id"), str) and not asked.post_id:
        asked = replace(asked, post_id=name)
    if isinstance(until, str) and not asked.until:
        asked = replace(asked, until=until)
    if isinstance(at, str) and not asked.is_timed:
        return replace(asked, asap=at == ASAP, at=None if at == ASAP else at)
    return asked


def completed(body: str, comments: Sequence[str], fields: Fields) -> str:
    """A filled template with comments and fields before what it has itself.

    Raises:
        EditError: they do not go together.
    """
    own = data_of(body)
    there = own if isinstance(own, dict) else {}
    head = written(comments, {k: v for k, v in fields.items() if k not in there})
    for name, value in fields.items():
        if name in there and there[name] != value and not isinstance(value, Mapping):
            body = put(body, (name,), value)  # type: ignore[arg-type]  # no mappings here
    return head + body
