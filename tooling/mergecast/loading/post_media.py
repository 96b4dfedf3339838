"""Posts with what is known of the media files that they name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mergecast.loading import media
from mergecast.model.media import MediaFact
from mergecast.model.post import Media, Part, Post
from mergecast.model.series import Series
from mergecast.repository.trees import Tree


@dataclass(slots=True)
class MediaReader:
    """Facts about media files, each read once."""

    tree: Tree
    _known: dict[str, MediaFact] = field(default_factory=dict)

    def fact(self, name: str) -> MediaFact:
        """What is known of the file that a post calls ``name``."""
        if name not in self._known:
            self._known[name] = media.fact(self.tree, name)
        return self._known[name]

    def facts(self, post: Post) -> dict[str, MediaFact]:
        """What is known of every file that the post names."""
        return {
            item.file: self.fact(item.file)
            for part in post.wordings
            for item in part.media
        }


def with_media(post: Post, facts: dict[str, MediaFact]) -> Post:
    """The post with the digests of its media, as a payload needs it."""
    return replace(
        post,
        parts=_parts_with_media(post.parts, facts),
        variants=tuple(
            replace(variant, parts=_parts_with_media(variant.parts, facts))
            for variant in post.variants
        ),
    )


def series_with_media(series: Series, facts: dict[str, MediaFact]) -> Series:
    """The same of each of a series' texts."""
    return replace(
        series, texts=tuple(_parts_with_media(each, facts) for each in series.texts)
    )


def _parts_with_media(
    parts: tuple[Part, ...], facts: dict[str, MediaFact]
) -> tuple[Part, ...]:
    def media_of(part: Part) -> tuple[Media, ...]:
        return tuple(
            replace(item, sha256=facts[item.file].sha256) for item in part.media
        )

    return tuple(replace(part, media=media_of(part)) for part in parts)
