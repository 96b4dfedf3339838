"""What `mergecast calendar export` does: the calendar for a spreadsheet or a board."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.cli.views.looking import everything, shown_in
from mergecast.loading.workspace import usable
from mergecast.planning.agenda import Wanted
from mergecast.renderers.export_documents import export_json, export_trello
from mergecast.renderers.exports import Export, export_table
from mergecast.repository.trees import WorkTree

_DOCUMENTS = {"json": export_json, "trello-json": export_trello}


def table(session: Session, wanted: Wanted, tool: str, zone: str | None) -> str:
    """Every post that is asked for, in the form that a tool reads.

    Raises:
        MergecastError: there is no workspace, or no such zone.
    """
    settings, entries = everything(session, wanted)
    members = usable(WorkTree(session.workspace)).team.members
    export = Export(entries, shown_in(zone, settings), members)
    render = _DOCUMENTS.get(tool)
    return render(export) if render else export_table(export, tool)
