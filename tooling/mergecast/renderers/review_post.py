"""One post in a review comment: when, what is wrong, the words, and who has to say yes.

Read on a phone: no tables, no code blocks for words, nothing that scrolls sideways.
Every text comes from a stranger, and goes through the encoders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from mergecast.findings import Finding, Severity
from mergecast.model.spoken import span
from mergecast.networks.charges import dollars
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.review_series import series_markdown
from mergecast.renderers.review_times import times
from mergecast.review.checklist import COLLISIONS
from mergecast.review.difference import Kind
from mergecast.review.report import Approver, PartView, PostReview, TargetView
from mergecast.review.words import Fate, Stretch, stretches

ICONS = {
    Kind.NEW: "🆕",
    Kind.CHANGED: "✏️",
    Kind.MOVED: "🕒",
    Kind.DELETED: "🗑️",
    Kind.QUIET: "▫️",
}
SEVERITY = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_LONGEST = 1000
_FINDINGS = 20
# What a forge may link as it is: no name in disguise, nothing to break out with.
_PLAIN_LINK = re.compile(r"https://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=&%+-]*)?")
# There a link would make a note in somebody's issue, as a mention does.
_FORGE = re.compile(r"https://(?:[A-Za-z0-9.-]+\.)?github\.", re.IGNORECASE)


def post_markdown(post: PostReview) -> str:
    """The whole of one post, as blocks that stand apart."""
    blocks = [
        times(post),
        series_markdown(post.series) if post.series else "",
        _changes(post),
        _findings(post),
        "\n".join(f"- 🏷️ {encode_markdown(each)}" for each in post.labels),
        *(_target(target, post) for target in post.targets),
        _gloss(post),
        approvals(post.approvers, post.notes),
        _checklist(post),
        encode_code(shorten(post.path, _LONGEST)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _changes(post: PostReview) -> str:
    said = post.difference.said
    if post.since is None:
        return "\n".join(f"- {encode_markdown(each)}" for each in said)
    lines = [
        f"- {encode_markdown(each)}" for each in said if each not in post.since.said
    ]
    when = f" on {_moment(post.since.at)}" if post.since.at else ""
    who, new = encode_markdown(post.since.who), ", ".join(post.since.said)
    lines.append(f"- since {who} approved it{when}: **{encode_markdown(new)}**")
    return "\n".join(lines)


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %H:%M} UTC"


def _target(target: TargetView, post: PostReview) -> str:
    account = target.account
    name = f"**{encode_markdown('@' + account.user.removeprefix('@'))}** on "
    name += f"{encode_markdown(target.network)} ({encode_code(account.key)})"
    if target.same_as is not None:
        return f"{name}: the same as {encode_code(target.same_as)}"
    if target.by_hand is not None:
        name += f" – posted by hand: {encode_markdown(target.by_hand)}"
    if post.difference.kind in {Kind.MOVED, Kind.QUIET, Kind.DELETED}:
        folded = "\n\n".join(_parts(target, costs=post.difference.kind is Kind.MOVED))
        return (
            f"{name}\n\n<details><summary>the words</summary>\n\n{folded}\n\n</details>"
        )
    return "\n\n".join([name, *_parts(target, costs=not account.sample)])


def _parts(target: TargetView, *, costs: bool) -> Iterator[str]:
    for number, part in enumerate(target.parts, 1):
        yield "\n".join(_quote(part))
        place = f"part {number} of {len(target.parts)}" if len(target.parts) > 1 else ""
        place = part.place or place
        yield _measure(part, f"{place} · " if place else "", costs=costs)


def _quote(view: PartView) -> Iterator[str]:
    """The part as a quotation, its line breaks kept; with what changed marked."""
    if view.before is None or view.before == view.part.text:
        lines = [encode_markdown(line) for line in view.part.text.split("\n")]
    else:
        lines = [_marked(line) for line in stretches(view.before, view.part.text)]
    for number, line in enumerate(lines):
        ending = (
            "\\" if line and lines[number + 1 : number + 2] not in ([], [""]) else ""
        )
        yield f"> {line}{ending}".rstrip(" ")
    yield from _extras(view)


def _marked(line: list[Stretch]) -> str:
    return "".join(_TAGS[each.fate].format(_inner(each.text)) for each in line)


_TAGS = {Fate.SAME: "{}", Fate.GONE: "<del>{}</del>", Fate.NEW: "<ins>{}</ins>"}


def _inner(text: str) -> str:
    """Encoded with the blanks at its edges, which the encoder takes for margins."""
    if not text.strip(" \t"):
        return " "
    left = " " if text[0] in " \t" else ""
    right = " " if text[-1] in " \t" else ""
    return f"{left}{encode_markdown(text)}{right}"


def _extras(view: PartView) -> Iterator[str]:
    part = view.part
    for number, item in enumerate(part.media):
        alt = encode_markdown(item.alt) if item.alt else "**no description**"
        name = encode_code(shorten(item.file, _LONGEST))
        if number < len(view.pictures):
            name = f"[{name}]({view.pictures[number]})"
        yield f">\n> 🖼️ {name}: {alt}"
    if part.poll:
        yield ">"
        yield from (f"> - {encode_markdown(each)}" for each in part.poll.options)
        yield f">\n> a poll, open for {span(timedelta(minutes=part.poll.minutes))}"


def _measure(view: PartView, place: str, *, costs: bool) -> str:
    verdict = "" if view.valid else " ❌ **cannot be posted like this**"
    said = [f"{place}{view.length} of {view.limit}{verdict}"]
    if view.cut is not None:
        words = encode_markdown(view.cut.words)
        said.append(f"timelines show it up to “{words}”, then “Show more”")
    said += [f"link: {_link(link)}" for link in view.links]
    if view.cost and costs and view.valid:
        said.append(dollars(view.cost))
    return " · ".join(said)


def _link(link: str) -> str:
    """To be tapped where it is what it looks like; else to be read."""
    plain = _PLAIN_LINK.fullmatch(link) and len(link) <= 200
    if plain and not _FORGE.match(link):
        return f"<{link}>"
    return encode_code(shorten(link, 200))


def _gloss(post: PostReview) -> str:
    if not post.gloss:
        return ""
    said = encode_markdown(shorten(post.gloss, _LONGEST))
    return f"**In other words** (for reviewers, never published): {said}"


def _findings(post: PostReview) -> str:
    near = [each for each in post.findings if each.id in COLLISIONS]
    other = [each for each in post.findings if each.id not in COLLISIONS]
    blocks = [_list("Found", other), _list("Collides with other posts", near)]
    return "\n\n".join(block for block in blocks if block)


def _list(title: str, findings: Iterable[Finding]) -> str:
    gravest = sorted(findings, key=lambda each: each.severity.rank)
    lines = []
    for each in gravest[:_FINDINGS]:
        message = encode_markdown(shorten(each.message, _LONGEST))
        hint = encode_markdown(shorten(each.hint, _LONGEST)) if each.hint else ""
        way = f" → {hint}" if hint else ""
        lines.append(
            f"- {SEVERITY[each.severity]} line {each.span.line}: {message}{way}"
        )
    left = len(gravest) - len(lines)
    if left > 0:
        lines.append(f"- and {left} more: run `mergecast check`")
    return "\n".join([f"**{title}**", "", *lines]) if lines else ""


def approvals(approvers: Iterable[Approver], notes: Iterable[str]) -> str:
    """Who has to approve, who did, and who could; empty where nobody has to."""
    lines = [f"- {_approver(each)}" for each in approvers]
    lines += [f"- {encode_markdown(note)}" for note in notes]
    return "\n".join(["**Approvals**", "", *lines]) if lines else ""


def _approver(each: Approver) -> str:
    roles = encode_markdown(" or ".join(each.roles) or "anyone else of the team")
    because = f" ({encode_markdown(each.because)})" if each.because else ""
    if each.by is not None:
        when = f", {_moment(each.at)}" if each.at else ""
        return f"✅ **{roles}**{because}: {encode_markdown(each.by)}{when}"
    could = f": {encode_markdown(' or '.join(each.could))}" if each.could else ""
    missing = f" – {encode_markdown(each.missing)}" if each.missing else ""
    return f"⏳ **{roles}**{because}{could}{missing}"


def _checklist(post: PostReview) -> str:
    if not post.checklist:
        return ""
    machine = [each for each in post.checklist if each.machine]
    passed = [encode_markdown(each.text) for each in machine if each.done]
    lines = [f"- [x] checked by machine: {', '.join(passed)}"] if passed else []
    failed = [encode_markdown(each.text) for each in machine if not each.done]
    lines += [f"- [ ] to mend first, see above: {', '.join(failed)}"] if failed else []
    lines += [
        f"- [{'x' if item.done else ' '}] {encode_markdown(item.text)}"
        + _tick(post, item.text)
        for item in post.checklist
        if not item.machine
    ]
    return "\n".join(["**Look at**", "", *lines])


def _tick(post: PostReview, text: str) -> str:
    """By what a ticked box is known again, while the words stay what they were."""
    name = sha256(f"{post.id}\0{post.digest}\0{text}".encode()).hexdigest()[:16]
    return f" <!-- tick {name} -->"
