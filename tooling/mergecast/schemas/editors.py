"""How an editor finds the schemas: settings for a workspace, a line for one file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

from mergecast.schemas import KINDS, file_name

FOLDER: Final = ".vscode/mergecast"
"""Where ``init`` puts copies of the schemas, seen from the top of the workspace."""

GLOBS: Final[Mapping[str, tuple[str, ...]]] = {
    "settings": ("/mergecast.yaml",),
    "post": ("/calendar/2[0-9][0-9][0-9]/**/*.yaml", "/calendar/queue/**/*.yaml"),
    "series": ("/calendar/recurring/*.yaml",),
    "team": ("/playbooks/team.yaml",),
    "away": ("/playbooks/away.yaml",),
    "rota": ("/playbooks/rota.yaml",),
    "campaign": ("/calendar/campaigns/*.yaml",),
    "year": ("/calendar/plan/2[0-9][0-9][0-9].yaml",),
    "quarter": ("/calendar/plan/2[0-9][0-9][0-9]-Q[0-9].yaml",),
    "month": ("/calendar/plan/2[0-9][0-9][0-9]-[0-9][0-9].yaml",),
    "week": ("/calendar/plan/2[0-9][0-9][0-9]-W[0-9][0-9].yaml",),
    "blackouts": ("/calendar/blackouts.yaml",),
    "levels": ("/playbooks/levels.yaml",),
    "matrix": ("/playbooks/matrix.yaml",),
    "crisis": ("/playbooks/crisis/*.yaml",),
    "statement": ("/playbooks/statements/*.yaml",),
    "process": ("/playbooks/process/*.yaml",),
    "meeting": ("/playbooks/meetings/*.yaml",),
    "minutes": ("/playbooks/minutes/*.yaml",),
    "handover": ("/playbooks/handovers/*.yaml",),
    "decision": ("/playbooks/decisions/*.yaml",),
    "incident": ("/playbooks/incidents/*.yaml",),
    "names": ("/styleguide/names.yaml",),
    "voice": ("/styleguide/voice.yaml",),
    "rating": ("/styleguide/rating.yaml",),
    "branding": ("/styleguide/branding.yaml",),
    "asset": ("/styleguide/assets/*.yaml",),
    "conduct": ("/styleguide/conduct.yaml",),
}
"""Which files are of a kind, as editors match them."""


def vscode_settings(folder: str = FOLDER) -> dict[str, object]:
    """``.vscode/settings.json`` for a workspace with its schemas in ``folder``."""
    return {
        "yaml.schemas": {
            f"./{folder}/{file_name(kind)}": list(GLOBS[kind]) for kind in KINDS
        },
        # What is saved is what is published: no tool may rewrap or requote it.
        "yaml.format.enable": False,
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }


def modeline(kind: str, file: str, folder: str = FOLDER) -> str:
    """The first line that tells an editor without settings what ``file`` is.

    ``folder`` is a path seen from the top of the workspace, or an address.

    >>> modeline("post", "calendar/queue/tips.yaml")
    '# yaml-language-server: $schema=../../.vscode/mergecast/post.schema.json'
    """
    there = f"{folder}/{file_name(kind)}"
    if "://" not in folder:
        there = posixpath.relpath(there, posixpath.dirname(file) or ".")
    return f"# yaml-language-server: $schema={there}"
