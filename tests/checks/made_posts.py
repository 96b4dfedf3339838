"""Posts made in a line, and what one check says of them in the example workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks.example_workspace import context

from mergecast.checks.base import Context, PostCheck
from mergecast.findings import Remark
from mergecast.loading import build
from mergecast.model.media import MediaFact, MediaState
from mergecast.model.post import Post

PATH = "calendar/2026/11/24-launch.yaml"
ALT = "A merged pull request turning into a post"


def image(file: str = "media/launch.png", alt: str = ALT) -> dict[str, str]:
    """An item of ``media:``."""
    return {"file": file, "alt": alt}


def poll(*options: str, minutes: int = 1440) -> dict[str, Any]:
    """A poll; options are made up where none are given."""
    return {"options": list(options or ("Yes", "Not yet")), "minutes": minutes}


def made(text: str | None = "It is out.", **fields: object) -> Post:
    """A post as the front door would build it."""
    data = {
        "id": "launch-2026",
        "accounts": ["acme"],
        "publish_at": "2026-11-24 09:00",
        **({} if text is None else {"text": text}),
        **fields,
    }
    return build.post(PATH, data)


def thread(*parts: str | Mapping[str, object], **fields: object) -> Post:
    """A thread of these parts."""
    return made(None, thread=list(parts), **fields)


def said(check: PostCheck, post: Post, **facts: MediaFact) -> list[Remark]:
    """What a check says; ``facts`` are of media files, by stem (``media/<stem>.*``)."""
    here = context(post)
    known = {
        name: facts.get(name.rsplit("/")[-1].split(".")[0], fact)
        for name, fact in here.media.items()
    }
    asked = Context(here.workspace, here.schedule, known, check.OPTIONS)
    return list(check.check(post, asked))


def messages(remarks: Sequence[Remark]) -> list[str]:
    """Only the messages."""
    return [remark.message for remark in remarks]


def stretch(post: Post, remark: Remark) -> str:
    """The characters that a remark points at."""
    value: Any = post.data
    for step in remark.place.route:
        value = value[step]
    start, end = remark.place.within or (0, len(value))
    return str(value[start:end])


def file_fact(**facts: Any) -> MediaFact:  # noqa: ANN401 - any field of the fact
    """A fact of a file that is there."""
    return MediaFact(MediaState.FILE, **{"size": 1000, "type": "image/png", **facts})
