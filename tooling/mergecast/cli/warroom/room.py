"""The issue in which an incident is talked about; never where strangers read it."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.renderers.crisis import CrisisReport, crisis_text
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown


def told(session: Session, report: CrisisReport) -> str:
    """Open the war room where there is a forge; what came of it, in a line.

    It never stops the rest: what counts is on record and frozen already.
    """
    from mergecast.cli.warroom.scene import scene  # noqa: PLC0415 - as needed

    here = scene(session, needs_space=False)
    history = report.history
    if here.space is None or history is None or here.session.pinned is not None:
        return ""
    settings = here.space.settings
    if settings.forge != "github":
        return "talk where your playbook says (channels); there is no forge here\n"
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    forge = settings.data.get("forge")
    name = forge.get("repository") if isinstance(forge, dict) else None
    try:
        api = github(str(name) if name else None)
        shown = api.read()
        private = isinstance(shown, dict) and shown.get("private") is True
        if not private and settings.data.get("public") is not True:
            return (
                "no issue was opened: the repository is public, and mergecast.yaml "
                "does not say `public: true`\n"
            )
        title = f"War room: {encode_markdown(history.id)}"
        lines = [encode_code(line) for line in crisis_text(report).splitlines()]
        body = "\n\n".join(
            [*lines, "Each step goes on record with `mergecast crisis`."]
        )
        made = api.write("POST", "issues", body={"title": title, "body": f"{body}\n"})
    except MergecastError as error:
        return f"the war room's issue could not be opened: {error.message}\n"
    number = made.get("number") if isinstance(made, dict) else None
    return f"war room: issue #{number}\n"
