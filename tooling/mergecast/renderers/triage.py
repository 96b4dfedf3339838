"""What is proposed for posts that a freeze kept back: text, JSON, Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mergecast.crisis.triage import Fate, Proposed
from mergecast.model.spoken import clock
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.terminal import encode_terminal

_AGAIN = "its words have to be approved again"


@dataclass(frozen=True, slots=True)
class TriageReport:
    """The proposal: ``pull`` or ``branch`` is where it is, if it was written.

    ``troubles`` is why something cannot be proposed, by post.
    """

    now: datetime
    fates: Sequence[Proposed]
    troubles: Mapping[str, str] = field(default_factory=dict)
    pull: int | None = None
    branch: str | None = None


def triage_shown(report: TriageReport, form: str) -> str:
    """The report as ``text`` or ``json``."""
    return triage_json(report) if form == "json" else triage_text(report)


def triage_text(report: TriageReport) -> str:
    """A line for each post, then what to do."""
    if not report.fates:
        return "nothing waits that a freeze kept back\n"
    lines = [_line(each, report) for each in report.fates]
    return "".join(f"{line}\n" for line in [*lines, *_next(report)])


def _line(each: Proposed, report: TriageReport) -> str:
    told = ", ".join(_told(each, report))
    return f"{each.fate:<8} {each.item.post}  {encode_terminal(told)}"


def _told(each: Proposed, report: TriageReport) -> Iterator[str]:
    item = each.item
    was = "due" if item.ahead else "was due"
    yield f"{was} {clock(item.due)}" if item.due else "as soon as possible"
    if each.at is not None:
        yield f"new time {clock(each.at)}"
    if item.part > 1:
        yield f"from part {item.part} on: the rest of it is live"
    if item.again and each.fate is not Fate.DROP:
        yield _AGAIN
    if each.fate is Fate.DROP and item.post not in report.troubles:
        yield "its file goes away, which cancels it"
    if item.post in report.troubles:
        yield report.troubles[item.post]


def _next(report: TriageReport) -> Iterator[str]:
    if report.pull is not None:
        yield f"proposed in pull request #{report.pull}: change, approve and merge it"
    elif report.branch is not None:
        yield f"written to the branch '{report.branch}': change it, merge it, push it;"
        yield f"  git switch {report.branch}     to change it"
        yield f"  git merge {report.branch}      on the publishing branch"
        yield "  git push"
        yield "then each post is approved like any other (`mergecast approve ID`)"
    else:
        yield "nothing was written"


def triage_json(report: TriageReport) -> str:
    """The report as JSON."""
    return encode_document(
        now=report.now.isoformat(),
        posts=[
            {
                "post": each.item.post,
                "accounts": list(each.item.accounts),
                "fate": each.fate.value,
                "due": each.item.due.isoformat() if each.item.due else None,
                "at": each.at.isoformat() if each.at else None,
                "approve_again": each.item.again,
                "part": each.item.part,
                "why": each.item.why,
                "trouble": report.troubles.get(each.item.post),
            }
            for each in report.fates
        ],
        pull_request=report.pull,
        branch=report.branch,
    )


def triage_markdown(report: TriageReport) -> str:
    """What a pull request says of it: a list that people go through."""
    each = (_entry(one, report) for one in report.fates)
    return "\n".join([_BEFORE, "", *each, "", _AFTER, ""])


def _entry(each: Proposed, report: TriageReport) -> str:
    told = encode_markdown(", ".join(_told(each, report)))
    return f"- [ ] **{each.fate}** {encode_code(each.item.post)}: {told}"


_BEFORE = (
    "These posts came due in a freeze or a blackout. None of them goes out by "
    "itself. Go through them one by one:"
)
_AFTER = (
    "Another time: change `publish_at` in this pull request. Not at all: delete the "
    "file. What is proposed keeps `spacing` and `per_day`."
)
