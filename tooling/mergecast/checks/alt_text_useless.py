"""A description of an image tells what the image shows.

A screen reader already says that there is an image, so `image of` is noise, and a
file name, a lone `photo` or an emoji tells nothing. The words of the post are read
aloud anyway; a description that repeats them makes people hear them twice.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: launch.png}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: Image of our launch}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: It is out.}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, splitext

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.characters import compiled, shows_nothing
from mergecast.checks.basis.targets import wordings
from mergecast.findings import Remark, Severity
from mergecast.model.post import Media, Part, Post
from mergecast.source import Place

ID = "alt-text-useless"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"media", "thread", "variants"})
OPTIONS: Options = {}

_FILE_NAME = (
    r"(?i)\S+\.(?:png|jpe?g|jfif|gif|webp|heic|svg|bmp|tiff?)|[\d_-]{6,}"
    r"|(?:img|dsc|dscn|pxl|mvimg|screenshot|screen[ _-]shot)[ _-]*\d[\d ._-]*"
    r"(?:at [\d ._-]+)?(?:am|pm)?"
)
_KIND_OF_THING = (
    r"(?i)(?:an? |the |this |our )?(?:(?:image|photo|photograph|picture|pic|graphic|gif"
    r"|screenshot|banner|thumbnail|logo|meme|foto)s?|alt(?:[ -]?text)?|description"
    r"|todo|tbd|tba|n/?a|none|untitled|gambar|imej|grafik|imagen|bild|صورة"
    r"|图片|圖片|照片|图|圖|配图|配圖|截图|截圖|写真|画像|사진|이미지)(?: \d+)?"
)
_BEGINS_WITH_IT = (
    r"(?i)(?:an? |the |this is an? |this )?(?:image|photo|photograph|picture|pic) "
    r"(?:of|shows|showing)\b|(?:gambar|foto|imej) (?:ini )?menunjukkan\b"
    r"|(?:这张|這張|此)?(?:图片|圖片|照片|图中|圖中)(?:显示|顯示|是|为|為|：|:)"
)
_WORD = re.compile(r"\w")
_MANY_WORDS = 5
"""From here on a description is neither a file name nor a kind of thing."""


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for descriptions that tell nothing."""
    if not any(part.media for part in post.wordings):
        return
    found = (
        Remark(Place(post.path, (*media.route, "alt")), *trouble)
        for part in wordings(post, context)
        for media in part.media
        if not shows_nothing(media.alt)
        if (trouble := _trouble(" ".join(media.alt.split()), media, part))
    )
    yield from dict.fromkeys(found)


def _trouble(alt: str, media: Media, part: Part) -> tuple[str, str] | None:
    """A message and a hint, None where all is well."""
    if alt.count(" ") < _MANY_WORDS and (trouble := _too_little(alt, media)):
        return trouble
    if begin := compiled(_BEGINS_WITH_IT).match(alt):
        return (
            f"the description begins with '{begin[0]}', as every screen reader does",
            "begin with what can be seen",
        )
    if _repeats(alt, part.text):
        return (
            "the description repeats the text of the post",
            "say what the image shows",
        )
    return None


def _too_little(alt: str, media: Media) -> tuple[str, str] | None:
    """Whether a few words are none that tell anything."""
    bare = alt.strip(" .!:…。！：-_[]()（）【】*#\"'")
    if alt.casefold() in _names(media.file) or compiled(_FILE_NAME).fullmatch(alt):
        return f"the description '{alt}' is a file name", "say what the image shows"
    if compiled(_KIND_OF_THING).fullmatch(bare):
        return (
            f"the description '{alt}' does not say what the image shows",
            "say what can be seen on it, and what matters about it",
        )
    if not _WORD.search(alt):
        return f"the description '{alt}' has no word", "say what the image shows"
    return None


def _repeats(alt: str, text: str) -> bool:
    if text.lstrip()[:1].casefold() != alt[:1].casefold():
        return False  # nearly always; the rest is slow
    return " ".join(text.split()).casefold() == alt.casefold()


def _names(file: str) -> set[str]:
    """What people call the file; a name of several words may well be a description."""
    name = basename(file.casefold())
    stem = splitext(name)[0]
    return {file.casefold(), name, name if " " in stem else stem}
