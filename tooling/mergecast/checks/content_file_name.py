"""A file that looks like a post is read as one.

Posts are the files that end in `.yaml` (in lower-case letters) under a year of the
calendar, like calendar/2026/11/24-launch.yaml, and drafts those in calendar/queue/. A
file called `24-launch.yml`, or one in a folder that nobody reads, would look like a
scheduled post and never go out. Series are the files that lie in calendar/recurring/
itself. Images, hidden files and a README are left alone.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026

Passes::

    # calendar/2026/11/README.md
    What November is about.

Fails::

    # calendar/2026/11/24-launch.yml
    id: launch-2026

Fails::

    # calendar/november/24-launch.yaml
    id: launch-2026

Fails::

    # calendar/recurring/2026/tips.yaml
    id: tips
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mergecast.checks.base import Options
from mergecast.findings import Remark, Severity
from mergecast.model.blackout import BLACKOUTS
from mergecast.source import Place

ID = "content-file-name"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_POSTS = re.compile(r"calendar/(?:[0-9]{4}|queue)/")
_OTHERS = (
    *(BLACKOUTS, "calendar/campaigns/", "calendar/media/"),
    *("calendar/plan/", "calendar/templates/", "calendar/departments/"),
)
_SERIES = "calendar/recurring/"
_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:\.[a-z]{2,8}|~)+$", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{1,2}(?![0-9])")
_MEDIA = (
    *(".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".mov", ".mp4", ".pdf"),
    *(".png", ".psd", ".svg", ".tif", ".tiff", ".webm", ".webp"),
)


def check(path: str, text: str) -> Iterable[Remark]:
    """Report a file of the calendar that looks like a post and is not read as one."""
    del text
    if not path.startswith("calendar/") or path.startswith(_OTHERS):
        return ()
    folder, _, name = path.rpartition("/")
    series = path.startswith(_SERIES)
    if _POSTS.match(path) is None and not series:
        fine = _YAML.search(name) is None
    else:
        fine = name.endswith(".yaml") and (not series or f"{folder}/" == _SERIES)
        fine = fine or name.startswith((".", "README"))
        fine = fine or name.lower().endswith(_MEDIA)
    if fine:
        return ()
    what = "series" if series else "post"
    return (
        Remark(
            Place(path),
            f"'{path}' is never read, so as a {what} it would never go out",
            hint=f"call it {right_path(path)}, or move it elsewhere",
        ),
    )


def right_path(path: str) -> str:
    """What a post of that name would be called; the day is left open if unknown."""
    folder, _, name = path.rpartition("/")
    slug = "-".join(re.split(r"[\W_]+", _ENDING.sub("", name).lower())).strip("-")
    if _POSTS.match(path):
        return f"{folder}/{slug or 'post'}.yaml"
    within = path.split("/")[1].lower()
    if within in {"queue", "recurring"}:
        return f"calendar/{within}/{slug or 'post'}.yaml"
    if slug in {"blackout", "blackouts"}:
        return BLACKOUTS
    day = "" if _DAY.match(slug) else "DD-"
    return f"calendar/YYYY/MM/{day}{slug or 'post'}.yaml"
