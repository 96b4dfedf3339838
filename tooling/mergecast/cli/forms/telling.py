"""Tell the author of a form how it stands: one kept comment, and short answers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from mergecast.cli.forms.changing import Outcome
from mergecast.cli.forms.desk import Desk
from mergecast.errors import MergecastError
from mergecast.findings import Severity
from mergecast.intake.fields import Field
from mergecast.intake.form import Form, parse
from mergecast.intake.said import Said, say
from mergecast.intake.sentences import FINDINGS
from mergecast.model.forge_event import Event, Issue
from mergecast.model.post import ASAP
from mergecast.renderers import intake_comment
from mergecast.renderers.intake_comment import Did, Told


def tell(desk: Desk, issue: Issue, form: Form, outcome: Outcome) -> Did:
    """Bring the kept comment up to date, and say what was done.

    Raises:
        MergecastError: the forge does not take it.
    """
    found = outcome.proposed
    if found is None:
        keep(desk, issue, form, Told(say("head-none"), asks=outcome.open))
        return Did(f"asked the author of issue {issue.number}", issue.number)
    about = [*_about(desk, form.language, outcome.draft.data or {}), *outcome.told]
    about.append(say("state-draft" if found.draft else "state-ready"))
    seen = outcome.review.posts if outcome.review is not None else ()
    findings = [f for post in seen for f in post.findings]
    told = FINDINGS[form.language]
    info = Severity.INFO
    findings = [f for f in findings if f.severity is not info or f.id in told]
    if outcome.asks.get(Field.ALT):
        findings = [each for each in findings if each.id != "alt-text-missing"]
    head = say("head-draft", pull=str(found.number))
    keep(desk, issue, form, Told(head, tuple(about), outcome.open, tuple(findings)))
    verb = "opened" if found.opened else "changed" if found.changed else "looked at"
    said = f"{verb} pull request {found.number} for issue {issue.number}"
    return Did(said, issue.number, found.number)


def _about(desk: Desk, language: str, data: Mapping[str, Any]) -> list[Said]:
    """When and where it goes out."""
    known = desk.space.settings.accounts
    own = [known[name] for name in data.get("accounts", ()) if name in known]
    accounts = ", ".join(f"@{each.user}" for each in own)
    at = data.get("publish_at")
    zone = str(data.get("timezone") or (own[0].timezone if own else "UTC"))
    if at is None:
        return [say("goes-later", accounts=accounts)]
    name = "goes-asap" if at == ASAP else "goes-out"
    clock = str(data.get("until") if at == ASAP else at)
    time = intake_comment.time_in(language, clock)
    return [say(name, time=time, zone=zone, accounts=accounts)]


def keep(desk: Desk, issue: Issue, form: Form, told: Told) -> None:
    """Keep the one comment on the issue.

    Raises:
        MergecastError: the forge does not take it.
    """
    from mergecast.forge.github_comments import (  # noqa: PLC0415 - needs requests
        keep_comment,
    )

    text = intake_comment.kept(form.language, told)
    keep_comment(desk.api, issue.number, intake_comment.MARK, lambda _old: text)


def failed(desk: Desk, found: Event, issue: Issue) -> None:
    """Tell the author that the job failed: they never look at its log."""
    form = parse(issue.body)
    said = say("failed", run=os.environ.get("GITHUB_RUN_ID", "?"))
    try:
        if found.comment is not None:
            answer(desk, found, form, (said,))
        else:
            keep(desk, issue, form, Told(said))
    except MergecastError:
        return  # the forge is away: the job's own failure is all that can be seen


def answer(desk: Desk, found: Event, form: Form, said: tuple[Said, ...]) -> None:
    """Answer a comment where it stands; a job that runs twice answers once.

    Raises:
        MergecastError: the forge does not take it.
    """
    from mergecast.forge.github_comments import (  # noqa: PLC0415 - needs requests
        keep_comment,
    )

    if found.comment is None or not said:
        return
    text = intake_comment.answer(form.language, found.comment.id, said)
    mark = intake_comment.answer_mark(found.comment.id)
    keep_comment(desk.api, found.issue.number, mark, lambda _old: text)
