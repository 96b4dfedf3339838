"""Begin a process or a meeting: an issue on the forge, or Markdown here."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.cli.guides.finding_guides import guide, opened
from mergecast.cli.guides.gathering import gathered, people, state
from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.loopback import is_loopback
from mergecast.model.process import Meeting, Process
from mergecast.model.settings import Settings
from mergecast.renderers.agenda import Agenda, agenda_json, agenda_page, agenda_title
from mergecast.renderers.checklist import (
    Checklist,
    checklist_json,
    checklist_page,
    checklist_title,
)
from mergecast.renderers.sinks import MARKDOWN, Sink


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody begins, and where it is on the forge."""

    what: Checklist | Agenda
    url: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        if isinstance(self.what, Agenda):
            return agenda_title(self.what)
        return checklist_title(self.what)

    def page(self, sink: Sink) -> str:
        """The whole of it."""
        if isinstance(self.what, Agenda):
            return agenda_page(self.what, sink)
        return checklist_page(self.what, sink)

    def json(self) -> str:
        """For programs."""
        if isinstance(self.what, Agenda):
            return agenda_json(self.what, self.url)
        return checklist_json(self.what, self.url)


def begin(session: Session, name: str, *, here: bool) -> Begun:
    """Make the list of a process, or the agenda of a meeting.

    With ``here`` it is only shown; otherwise, where the settings name a forge, an
    issue is opened with it.

    Raises:
        UsageError: there is no such guide, or time is pretended to a forge.
        MergecastError: the forge does not answer.
    """
    loaded = opened(session)
    space = loaded.workspace
    found = guide(loaded, name).guide
    if isinstance(found, Process):
        begun = Begun(Checklist(found, space.team, session.now()))
    elif isinstance(found, Meeting):
        desk = gathered(session, space, found)
        who = people(desk, found)
        begun = Begun(Agenda(found, desk.now, who, state(desk, found)))
    else:
        raise UsageError(
            f"'{name}' is nothing that one starts",
            hint="start a process guide, or a meeting as in meeting:daily",
        )
    if here or space.settings.forge != "github":
        return begun
    return Begun(begun.what, _issue(session, space.settings, begun))


def _issue(session: Session, settings: Settings, begun: Begun) -> str:
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests
    from mergecast.forge.github_lists import open_list  # noqa: PLC0415 - needs requests

    told = settings.data.get("forge")
    name = told.get("repository") if isinstance(told, dict) else None
    api = github(str(name) if name else None)
    if session.pinned is not None and not is_loopback(api.base):
        raise UsageError(
            "--now pretends a time, and people would be told of it",
            hint="leave out --now, or look with --here",
            not_done="nothing was opened",
        )
    return open_list(api, begun.title, begun.page(MARKDOWN))
