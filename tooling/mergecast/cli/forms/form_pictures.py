"""The pictures of a form: fetched, looked at, and given a name that is safe."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from mergecast.editing.stripping import stripped
from mergecast.intake.pictures import Picture
from mergecast.intake.said import AskBackError, Said, say
from mergecast.loading import media
from mergecast.loading.other_kinds import other_kind

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi

_MOST = 10
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_ENDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("picture-heic", re.compile(r"\.(?:heic|heif|hif)(?:$|\?)", re.IGNORECASE)),
    ("picture-video", re.compile(r"\.(?:mov|mp4|m4v|webm|avi)(?:$|\?)", re.IGNORECASE)),
    ("picture-svg", re.compile(r"\.svgz?(?:$|\?)", re.IGNORECASE)),
)
"""What cannot be posted: the advice, and how the name of such a file ends."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Pictures that can be used, and what to say of the others.

    Args:
        files: the name for a post (relative to ``calendar/``), by address.
        raws: the bytes, by path.
        trouble: what has to be said.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    raws: Mapping[str, bytes] = field(default_factory=dict)
    trouble: tuple[Said, ...] = ()


def fetched(
    api: GitHubApi, issue: int, comment: int | None, wanted: Sequence[Picture]
) -> Fetched:
    """Fetch pictures that an issue or a comment names.

    Raises:
        ForgeAwayError: the forge does not answer.
        WorkspaceError: the environment names an odd server.
    """
    if not wanted:
        return Fetched()
    from mergecast.forge.github_attachments import (  # noqa: PLC0415 - needs requests
        Hosts,
        fetch,
        signed,
    )
    from mergecast.publishers.endpoint import endpoint  # noqa: PLC0415 - needs requests

    name = "GITHUB_SERVER_URL"
    server = endpoint(os.environ.get(name, ""), hosts=["github.com"], variable=name)
    hosts = Hosts.of(server)
    files: dict[str, str] = {}
    raws: dict[str, bytes] = {}
    trouble: list[Said] = []
    if len(wanted) > _MOST:
        trouble.append(say("picture-many", most=str(_MOST)))
    shown = signed(api, issue, comment)
    for picture in wanted[:_MOST]:
        try:
            _refuse_ending(picture.url)
            raw = _bare(fetch(picture.url, hosts, shown))
            file = _name(issue, raw, picture.url)
        except AskBackError as error:
            if error.said not in trouble:
                trouble.append(error.said)
        else:
            files[picture.url] = file
            raws[f"calendar/{file}"] = raw
    return Fetched(files, raws, tuple(trouble))


def _bare(raw: bytes) -> bytes:
    """A photo without where it was taken and by whom: git would keep that for ever."""
    return stripped(raw) or raw


def _refuse_ending(url: str) -> None:
    for name, ending in _ENDS:
        if ending.search(url):
            raise AskBackError(name)


def _name(issue: int, raw: bytes, url: str) -> str:
    """The name of a picture: the issue, and what is in it; nothing that people wrote.

    Raises:
        AskBackError: it is no picture that can be posted.
    """
    ending = _ENDINGS.get(media.describe(raw).type or "")
    if ending is None:
        raise _no_picture(raw, url)
    return f"media/draft-{issue}-{sha256(raw).hexdigest()[:10]}.{ending}"


def _no_picture(raw: bytes, url: str) -> AskBackError:
    """What to do with a file that cannot be posted."""
    kind = other_kind(raw) or ""
    if kind == "image/heic":
        return AskBackError("picture-heic")
    if kind == "image/svg+xml":
        return AskBackError("picture-svg")
    if kind.startswith("video/"):
        return AskBackError("picture-video")
    return AskBackError("picture-type", url=url[:200])
