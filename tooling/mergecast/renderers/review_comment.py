"""The comment on a pull request: one, for people, within what a forge takes.

One post is told whole. Several are a list in which each unfolds; what does not fit
stays one line of it, and is never cut in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mergecast.findings import Finding, Severity
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.markdown import LONGEST
from mergecast.renderers.report import counted
from mergecast.renderers.review_mix import mix_markdown
from mergecast.renderers.review_next import errors, next_step, unread
from mergecast.renderers.review_policy import policy_markdown
from mergecast.renderers.review_post import ICONS, SEVERITY, post_markdown
from mergecast.renderers.review_times import short
from mergecast.review.clocks import town
from mergecast.review.difference import Kind
from mergecast.review.report import PostReview, Review

MARK = "<!-- mergecast: review -->"
"""The first line, by which the comment is found again."""

_INDEX = 150
_OTHERS = 20
_ALONE = "\n{line} · too long to show: `mergecast preview` does\n"
_RESERVE = 400
"""For the lines around the list."""
_TICKED = re.compile(r"^- \[[xX]\] .*<!-- tick ([0-9a-f]{16}) -->$", re.MULTILINE)
_BOX = re.compile(r"^- \[ \] (.*<!-- tick ([0-9a-f]{16}) -->)$", re.MULTILINE)


_LIVE = {
    None: "",
    True: "\n🔴 **Merged, this goes live**: what is approved and due then goes to the"
    " network for real, on the real record.\n",
    False: "\n⚠️ **Merged, this ends in a rehearsal**: nothing goes to the network any"
    " more; what is due goes to an emulator.\n",
}


def review_markdown(review: Review) -> str:
    """The whole comment."""
    head = f"{MARK}\n### {_headline(review)}\n"
    step = next_step(review)
    head += f"\n👉 {step}\n" if step else ""
    head += _LIVE[review.live]
    head += policy_markdown(review.policy) if review.policy else ""
    tail = "".join(_others(review))
    if not review.posts:
        return head + tail
    if len(review.posts) == 1:
        post = review.posts[0]
        whole = f"{head}\n{_title(post)}\n\n{post_markdown(post)}{tail}"
        return whole if _units(whole) <= LONGEST else f"{head}\n{_too_long(post)}{tail}"
    room = LONGEST - _units(head + tail) - _RESERVE
    return head + "".join(_listed(review.posts, room)) + tail


def keep_ticks(body: str, before: str) -> str:
    """``body`` with the boxes ticked that people ticked in ``before``."""
    ticked = set(_TICKED.findall(before))
    return _BOX.sub(
        lambda found: f"- [{'x' if found[2] in ticked else ' '}] {found[1]}", body
    )


def _headline(review: Review) -> str:
    wrong = errors(review)
    waiting = sum(not post.approved for post in review.posts)
    policy = review.policy is not None and not review.policy.approved
    said = [f"{counted(wrong, 'error')} to mend"] if wrong else []
    if waiting:
        said.append(_waiting(waiting, len(review.posts)))
    elif policy:
        whose = " for the policy" if review.posts else ""
        said.append(f"approval is missing{whose}")
    if review.stopped:
        stopped = counted(len(review.stopped), "scheduled post")
        said.append(f"{stopped} would stop")
    if review.moved:
        said.append(f"{counted(len(review.moved), 'scheduled post')} would move")
    switched = review.live is not None
    waits, warns = waiting or policy, review.stopped or review.moved or switched
    icon = "❌" if wrong else "⏳" if waits else "⚠️" if warns else "✅"
    about = "a change of policy" if review.policy else ""
    about = counted(len(review.posts), "post") if review.posts else about
    about = about or ("a change of `live`" if review.live is not None else "")
    if about:
        return f"{icon} {about}: {', '.join(said) or 'nothing is missing'}"
    return f"{icon} {', '.join(said) or 'no post changes'}"


def _waiting(waiting: int, posts: int) -> str:
    if waiting == posts:
        return "approval is missing"
    return f"approval is missing for {waiting}"


def _title(post: PostReview) -> str:
    """What happens to the one post there is."""
    kind = post.difference.kind
    return f"{ICONS[kind]} **{encode_code(post.id)}** {_KINDS[kind]}"


_KINDS = {
    Kind.NEW: "is new",
    Kind.CHANGED: "changes",
    Kind.MOVED: "moves",
    Kind.DELETED: "is dropped",
    Kind.QUIET: "stays the same for readers",
}


def _missing(post: PostReview) -> list[str]:
    return [
        " or ".join(each.roles) or "anyone else"
        for each in post.approvers
        if each.by is None
    ]


def _listed(posts: Sequence[PostReview], room: int) -> Iterator[str]:
    """A line a post; those that fit unfold to all that is told of them."""
    homes = {post.zones[0] for post in posts if post.at and post.zones}
    years = {post.at.year for post in posts if post.at}
    shared = len(homes) == 1
    lines = [_line(each, year=len(years) > 1, place=not shared) for each in posts]
    if shared:
        yield f"\nTimes are those of {town(*homes)}.\n"
    room -= sum(_units(line) + _units(_ALONE) for line in lines[:_INDEX])
    for post, line in zip(posts[:_INDEX], lines, strict=False):
        block = (
            f"\n<details><summary>{line}</summary>\n\n"
            f"{post_markdown(post)}\n</details>\n"
        )
        if _units(block) - _units(line) > room:
            yield _ALONE.format(line=line)
            continue
        room -= _units(block) - _units(line)
        yield block
    if len(posts) > _INDEX:
        yield f"\nand {len(posts) - _INDEX} more\n"


def _line(post: PostReview, *, year: bool, place: bool) -> str:
    """One post in short; as safe in HTML as in Markdown."""
    name = f"<code>{post.id}</code>" if _plain(post.id) else "a post"
    when = short(post, year=year, place=place)
    said = [f"{ICONS[post.difference.kind]} {name} {when}".rstrip()]
    wrong = sum(each.severity is Severity.ERROR for each in post.findings)
    if wrong:
        said.append(f"❌ {counted(wrong, 'error')}")
    if post.approved:
        said.append("✅")
    else:
        missing = _missing(post)
        plain = all(_plain(role) for each in missing for role in each.split(" "))
        told = ", ".join(missing) if missing and plain else "approval"
        said.append(f"⏳ {told}")
    return " · ".join(said)


def _plain(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9-]{1,64}", name) is not None


def _too_long(post: PostReview) -> str:
    brief = replace(post, targets=(), findings=post.findings[:5])
    text = f"{_title(post)}\n\n{post_markdown(brief)}"
    return f"{text}\nThe words did not fit; `mergecast preview FILE` shows them\n"


def _others(review: Review) -> Iterator[str]:
    for what, posts in (("stops", review.stopped), ("moves", review.moved)):
        if posts:
            yield f"\n**Merged, this {what} what is scheduled**\n\n"
            for each in posts[:_OTHERS]:
                yield f"- {encode_markdown(shorten(each, 500))}\n"
        if len(posts) > _OTHERS:
            yield f"- and {len(posts) - _OTHERS} more\n"
    yield from mix_markdown(review.mix)
    lines = [
        f"- ❌ {encode_code(shorten(path, 500))}: no readable post\n"
        for path in unread(review)
    ]
    lines += [_finding(each) for each in review.findings]
    if lines:
        yield "\n**In other files**\n\n"
        yield from lines[:_OTHERS]
        if len(lines) > _OTHERS:
            yield f"- and {len(lines) - _OTHERS} more: run `mergecast check`\n"
    if review.notes:
        yield "\n**To know**\n\n"
        yield from (
            f"- {encode_markdown(shorten(each, 500))}\n" for each in review.notes
        )


def _finding(each: Finding) -> str:
    place = encode_code(f"{shorten(each.path, 500)}:{each.span.line}")
    message = encode_markdown(shorten(each.message, 500))
    return f"- {SEVERITY[each.severity]} {place}: {message}\n"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
