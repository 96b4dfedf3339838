"""What a new workspace begins with: its layout, and a small valid sample."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mergecast.editing.filling import filled, gaps
from mergecast.editing.json_settings import merged
from mergecast.errors import UsageError
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.schemas import KINDS, file_name, schema, schema_text
from mergecast.schemas.editors import FOLDER, modeline, vscode_settings

EDITOR_SETTINGS = ".vscode/settings.json"
_HERE = Path(__file__).with_name("starter_files")
_AHEAD = timedelta(days=30)
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}", re.ASCII)
"""What a name on X can be."""

_LOCAL_TIME = Path("/etc/localtime")


@dataclass(frozen=True, slots=True)
class Start:
    """What is different in each new workspace."""

    account: tuple[str, str]
    zone: str
    name: str
    now: datetime

    def day(self) -> str:
        """The day of the sample post: about a month ahead."""
        return f"{(self.now + _AHEAD).astimezone(zone(self.zone)):%Y-%m-%d}"


def account(written: str) -> tuple[str, str]:
    """Key and handle from ``KEY=@handle``.

    Raises:
        UsageError: it has another form.
    """
    key, _, user = written.partition("=")
    user = user.removeprefix("@")
    if not re.search(schema("settings")["$defs"]["key"]["pattern"], key) or not user:
        raise UsageError(
            f"'{written}' is not an account",
            hint="write a short key of your own and the handle, like acme=@acme_hq",
            not_done="nothing was written",
        )
    if not _HANDLE.fullmatch(user):
        raise UsageError(
            f"'@{user}' is no handle that X can have",
            hint="a handle has 1 to 15 letters A to Z, digits and underscores",
            not_done="nothing was written",
        )
    return key, user


def own_zone() -> str:
    """The zone of this computer, by its name; UTC where it has none."""
    link = str(_LOCAL_TIME.readlink()) if _LOCAL_TIME.is_symlink() else ""
    for name in (os.environ.get("TZ", ""), link.partition("zoneinfo/")[2]):
        try:
            return zone(name.removeprefix(":")).key or "UTC"
        except UnknownZoneError:
            continue
    return "UTC"


def workspace_files(start: Start) -> dict[str, str]:
    """Settings and a sample, by path."""
    day = start.day()
    post = f"calendar/{day.replace('-', '/')}-first-post.yaml"
    return {
        "mergecast.yaml": _filled("mergecast.yaml", start, "settings"),
        post: _filled("post.yaml", start, "post", post),
        "calendar/queue/first-idea.yaml": _filled(
            "draft.yaml", start, "post", "calendar/queue/first-idea.yaml"
        ),
        "calendar/templates/announcement.yaml": _text("announcement.yaml"),
        "playbooks/team.yaml": _filled(
            "team.yaml", start, "team", "playbooks/team.yaml"
        ),
    }


def editor_files(settings: str | None) -> dict[str, str]:
    """The schemas, and the settings that lead to them, added to those there are.

    Settings that cannot be added to are left out.
    """
    made = {f"{FOLDER}/{file_name(kind)}": schema_text(kind) for kind in KINDS}
    both = merged(settings, vscode_settings())
    return made | ({EDITOR_SETTINGS: both} if both is not None else {})


def git_attributes() -> str:
    """How git treats the content."""
    return _text("gitattributes")


def announcement() -> str:
    """A template of a post."""
    return _text("announcement.yaml")


def pull_request() -> str:
    """What whoever opens a pull request is asked."""
    return _text("pull_request.md")


def readme() -> str:
    """The first page of a repository that is for nothing but posts."""
    return _text("README.md")


def workflows() -> dict[str, str]:
    """The workflows of this release, by their names."""
    from mergecast.cli.starting import shipped  # noqa: PLC0415 - it looks at all files

    return shipped.workflows()


def _filled(file: str, start: Start, kind: str, path: str = "mergecast.yaml") -> str:
    text = _text(file)
    known = {
        "account": start.account[0],
        "user": start.account[1],
        "zone": start.zone,
        "name": start.name,
        "time": f"{start.day()} 09:00",
        "modeline": modeline(kind, path).removeprefix("# "),
    }
    return filled(text, {name: known[name] for name in gaps(text)})


def _text(file: str) -> str:
    return (_HERE / file).read_text("utf-8")
