"""The issue in which an incident is talked about; never where strangers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mergecast.cli.session import Session
from mergecast.cli.warroom.proposed import api_of
from mergecast.errors import MergecastError
from mergecast.renderers.crisis import CrisisReport, crisis_text
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi
    from mergecast.incidents.history import History
    from mergecast.model.settings import Settings


def told(session: Session, report: CrisisReport) -> str:
    """Open the war room and the incident's file where there is a forge; as lines.

    It never stops the rest: what counts is on record and frozen already.
    """
    from mergecast.cli.warroom.scene import scene  # noqa: PLC0415 - as needed

    here = scene(session, needs_space=False)
    history = report.history
    if here.space is None or history is None or here.session.pinned is not None:
        return ""
    assert here.source is not None  # noqa: S101 - the workspace was read from it
    settings = here.space.settings
    if settings.forge != "github":
        return "talk where your playbook says (channels); there is no forge here\n"
    try:
        api = api_of(here.source)
        if _is_seen_by_strangers(api, settings):
            return (
                "no issue was opened: the repository is public, and mergecast.yaml "
                "does not say `public: true`\n"
            )
        title = _title(history.id)
        lines = [encode_code(line) for line in crisis_text(report).splitlines()]
        body = "\n\n".join(
            [*lines, "Each step goes on record with `mergecast crisis`."]
        )
        made = api.write("POST", "issues", body={"title": title, "body": f"{body}\n"})
    except MergecastError as error:
        return f"the war room's issue could not be opened: {error.message}\n"
    number = made.get("number") if isinstance(made, dict) else None
    return f"war room: issue #{number}\n{so_far(session, report)}"


def so_far(session: Session, report: CrisisReport) -> str:
    """Bring the incident's file up to date where there is a forge; as a line.

    It never stops the rest: the record is the ledger.
    """
    from mergecast.cli.warroom import afterwards  # noqa: PLC0415 - as needed
    from mergecast.cli.warroom.scene import scene  # noqa: PLC0415 - as above

    history = report.history
    try:
        here = scene(session, needs_space=False)
        if here.space is None or here.source is None or session.pinned is not None:
            return ""
        settings = here.space.settings
        if history is None or settings.forge != "github" or not _is_whole(history):
            return ""
        if _is_seen_by_strangers(api_of(here.source), settings):
            return ""
        return afterwards.so_far(session, history.id)
    except MergecastError as error:
        return f"its file is not up to date: {error.message}\n"


def _is_whole(history: History) -> bool:
    """Whether there is all that its file has to say."""
    return history.playbook is not None and history.level is not None


def _is_seen_by_strangers(api: GitHubApi, settings: Settings) -> bool:
    """Whether anybody can read what is opened there, and nobody agreed to that."""
    shown = api.read()
    private = isinstance(shown, dict) and shown.get("private") is True
    return not private and settings.data.get("public") is not True


def ended(session: Session, report: CrisisReport, why: str) -> str:
    """Close the war room and propose the incident's file; what came of it, in lines."""
    from mergecast.cli.warroom.afterwards import retro  # noqa: PLC0415 - as needed
    from mergecast.cli.warroom.scene import scene  # noqa: PLC0415 - as above

    here = scene(session, needs_space=False)
    history = report.history
    if here.space is None or history is None or session.pinned is not None:
        return ""
    if here.space.settings.forge != "github" or here.source is None:
        return "within 48 h: `mergecast crisis retro`\n"
    lines = []
    try:
        number = _closed(api_of(here.source), session, history.id, why)
        lines += [f"war room: issue #{number} is closed\n"] if number else []
        if _is_seen_by_strangers(api_of(here.source), here.space.settings):
            return "".join([*lines, "within 48 h: `mergecast crisis retro`\n"])
        lines.append(retro(session, history.id))
    except MergecastError as error:
        lines.append(f"{error.message}: go on with `mergecast crisis retro`\n")
    return "".join(lines)


def _closed(api: GitHubApi, session: Session, name: str, why: str) -> int | None:
    """The number of its issue, closed now; None where there is none of ours."""
    from mergecast.forge.github_issues import GitHubIssues  # noqa: PLC0415 - requests

    title, ours = _title(name), GitHubIssues(api, session.now()).is_mine
    for each in api.pages("issues", state="open"):
        if isinstance(each, dict) and each.get("title") == title and ours(each):
            number = each.get("number")
            if type(number) is int:
                said = {"body": f"It is over: {encode_markdown(why)}\n"}
                api.write("POST", "issues", number, "comments", body=said)
                state = {"state": "closed", "state_reason": "completed"}
                api.write("PATCH", "issues", number, body=state)
                return number
    return None


def _title(name: str) -> str:
    return f"War room: {encode_markdown(name)}"
