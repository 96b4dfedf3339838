"""What images tell besides the picture: shared by the checks that judge it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from mergecast.checks.base import Context
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Strip
from mergecast.model.media import Tells
from mergecast.model.post import Post

_HINT = (
    "take it out with `mergecast check --fix`; the picture stays the same, but a "
    "changed file is approved anew"
)
_HINT_BROKEN = "the file breaks off before its image ends: save it anew, without that"


def telling(
    post: Post, context: Context, judged: Collection[Tells]
) -> Iterator[Remark]:
    """Each image of the post that tells something of what is judged, once."""
    if not any(fact.tells for fact in context.media.values()):
        return
    for media in media_of(post, context):
        fact = context.media.get(media.file)
        told = [each for each in fact.tells if each in judged] if fact else []
        if fact is None or not told:
            continue
        place, message = file_of(post, media), f"'{media.file}' tells {_listed(told)}"
        if fact.whole:
            path = posixpath.normpath(posixpath.join("calendar", media.file))
            yield Remark(place, message, _HINT, Strip(path))
        else:
            yield Remark(place, message, _HINT_BROKEN)


def _listed(told: list[Tells]) -> str:
    *first, last = told
    return f"{', '.join(first)} and {last}" if first else str(last)
