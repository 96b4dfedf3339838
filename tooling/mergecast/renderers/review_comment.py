"""The comment on a pull request: one, for people, within what a forge takes.

One post is told whole. Several are an index with each post folded; what does not fit is
left to the index, never cut in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mergecast.findings import Finding, Severity
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.markdown import LONGEST
from mergecast.renderers.report import counted
from mergecast.renderers.review_post import ICONS, post_markdown
from mergecast.review.difference import Kind
from mergecast.review.report import PostReview, Review

MARK = "<!-- mergecast: review -->"
"""The first line, by which the comment is found again."""

_INDEX = 150
_OTHERS = 20
_TICKED = re.compile(r"^- \[[xX]\] .*<!-- tick ([0-9a-f]{16}) -->$", re.MULTILINE)
_BOX = re.compile(r"^- \[ \] (.*<!-- tick ([0-9a-f]{16}) -->)$", re.MULTILINE)


def review_markdown(review: Review) -> str:
    """The whole comment."""
    head = f"{MARK}\n### {_headline(review)}\n"
    tail = "".join(_others(review))
    if not review.posts:
        return f"{head}\n{_nothing(review)}{tail}"
    if len(review.posts) == 1:
        post = review.posts[0]
        whole = f"{head}\n{_title(post)}\n\n{post_markdown(post)}{tail}"
        return whole if _units(whole) <= LONGEST else f"{head}\n{_too_long(post)}{tail}"
    index = "".join(
        f"- {_title(post)}{_open(post)}\n" for post in review.posts[:_INDEX]
    )
    if len(review.posts) > _INDEX:
        index += f"- and {len(review.posts) - _INDEX} more\n"
    return f"{head}\n{index}{tail}" + _folded(review.posts, f"{head}\n{index}{tail}")


def keep_ticks(body: str, before: str) -> str:
    """``body`` with the boxes ticked that people ticked in ``before``."""
    ticked = set(_TICKED.findall(before))
    return _BOX.sub(
        lambda found: f"- [{'x' if found[2] in ticked else ' '}] {found[1]}", body
    )


def _headline(review: Review) -> str:
    errors = sum(
        each.severity is Severity.ERROR
        for each in (
            *review.findings,
            *(f for post in review.posts for f in post.findings),
        )
    )
    said = [counted(len(review.posts), "post")]
    if errors or review.broken:
        said.append(counted(errors + len(review.broken), "error"))
    waiting = sum(bool(_missing(post)) for post in review.posts)
    if waiting:
        said.append(f"{waiting} waiting for approval")
    icon = "❌" if errors or review.broken else "⏳" if waiting else "✅"
    return f"{icon} {', '.join(said)}"


def _nothing(review: Review) -> str:
    if review.broken or review.findings:
        return ""
    return "No post changes.\n"


def _title(post: PostReview) -> str:
    icon = ICONS[post.difference.kind]
    when = f" · {encode_markdown(post.times[0])}" if post.times else ""
    return f"{icon} **{encode_code(post.id)}** {_kind(post)}{when}"


def _kind(post: PostReview) -> str:
    return {
        Kind.NEW: "new",
        Kind.CHANGED: "words changed",
        Kind.MOVED: "moved",
        Kind.DELETED: "dropped",
        Kind.QUIET: "nothing for readers",
    }[post.difference.kind]


def _missing(post: PostReview) -> list[str]:
    return [
        " or ".join(each.roles) or "anyone else"
        for each in post.approvers
        if each.by is None
    ]


def _open(post: PostReview) -> str:
    errors = sum(each.severity is Severity.ERROR for each in post.findings)
    said = [f"❌ {counted(errors, 'error')}"] if errors else []
    if missing := _missing(post):
        said.append(f"⏳ {encode_markdown(', '.join(missing))}")
    elif post.approvers:
        said.append("✅ approved")
    return "".join(f" · {each}" for each in said)


def _folded(posts: Iterable[PostReview], before: str) -> str:
    room = LONGEST - _units(before) - 200
    text, left = "", 0
    for post in posts:
        block = (
            f"\n<details><summary>{ICONS[post.difference.kind]} "
            f"<code>{post.id if _plain(post.id) else 'a post'}</code></summary>\n\n"
            f"{post_markdown(post)}\n</details>\n"
        )
        if _units(block) > room:
            left += 1
            continue
        room -= _units(block)
        text += block
    if left:
        fit = f"{counted(left, 'post')} did not fit"
        text += f"\n{fit}; `mergecast preview FILE` shows each\n"
    return text


def _plain(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9-]{1,64}", name) is not None


def _too_long(post: PostReview) -> str:
    short = replace(post, targets=(), findings=post.findings[:5])
    text = f"{_title(post)}\n\n{post_markdown(short)}"
    return f"{text}\nThe words did not fit; `mergecast preview FILE` shows them\n"


def _others(review: Review) -> Iterable[str]:
    lines = [
        f"- ❌ {encode_code(shorten(path, 500))}: no readable post\n"
        for path in review.broken
    ]
    lines += [_finding(each) for each in review.findings]
    if lines:
        yield "\n**Elsewhere**\n\n"
        yield from lines[:_OTHERS]
        if len(lines) > _OTHERS:
            yield f"- and {len(lines) - _OTHERS} more: run `mergecast check`\n"
    if review.stopped:
        yield "\n**Scheduled posts that this change stops**\n\n"
        yield from (f"- {encode_markdown(each)}\n" for each in review.stopped[:_OTHERS])
        if len(review.stopped) > _OTHERS:
            yield f"- and {len(review.stopped) - _OTHERS} more\n"


def _finding(each: Finding) -> str:
    place = encode_code(f"{shorten(each.path, 500)}:{each.span.line}")
    icon = "❌" if each.severity is Severity.ERROR else "⚠️"
    return f"- {icon} {place}: {encode_markdown(shorten(each.message, 500))}\n"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
