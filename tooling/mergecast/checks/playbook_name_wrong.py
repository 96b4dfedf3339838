"""A playbook has the name of its file, and no two decisions have one number.

Other files call a playbook, a statement or a meeting by the name of its file; `id` is
what people read inside. Where the two differ, one of them leads nowhere. A decision is
called by its `number`, with which its file begins; the next one takes the next number.

Passes::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: We know of it.}

Fails::

    # playbooks/statements/outage.yaml
    id: outtage
    title: Something is down
    texts: {en: We know of it.}

Fails::

    # playbooks/decisions/0002-no-holidays.yaml
    number: "0002"
    title: No posts on public holidays
    state: accepted
    day: 2026-10-05
    because: Nobody answers then.
    decision: Nothing is planned for public holidays.
    # playbooks/decisions/0002-one-hashtag.yaml
    number: "0002"
    title: One hashtag at most
    state: accepted
    day: 2026-10-06
    because: More look like noise.
    decision: One hashtag at most.

Fails::

    # playbooks/decisions/0003-no-holidays.yaml
    number: "0002"
    title: No posts on public holidays
    state: accepted
    day: 2026-10-05
    because: Nobody answers then.
    decision: Nothing is planned for public holidays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from posixpath import basename

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.playbooks import Playbooks
from mergecast.model.process import Decision
from mergecast.source import Place

ID = "playbook-name-wrong"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare each name with the name of its file."""
    books = context.workspace.playbooks
    for path, said in _ids(books):
        name = basename(path).removesuffix(".yaml")
        if said != name:
            yield Remark(
                Place(path, ("id",)),
                f"the id '{said}' is not the name of the file, '{name}'",
                hint=f"write 'id: {name}', or name the file {said}.yaml",
            )
    yield from _decisions(books.decisions)


def _ids(books: Playbooks) -> Iterator[tuple[str, str]]:
    for crisis in books.crises.values():
        yield crisis.path, crisis.id
    for statement in books.statements.values():
        yield statement.path, statement.id
    for process in books.processes.values():
        yield process.path, process.id
    for meeting in books.meetings.values():
        yield meeting.path, meeting.id
    for incident in books.incidents.values():
        yield incident.path, incident.id


def _decisions(decisions: Sequence[Decision]) -> Iterator[Remark]:
    first: dict[str, str] = {}
    for each in decisions:
        other = first.setdefault(each.number, each.path)
        place = Place(each.path, ("number",))
        if other != each.path:
            free = max(int(one.number) for one in decisions) + 1
            yield Remark(
                place,
                f"number {each.number} is taken by {other}",
                hint=f"take the next one: {free:04}",
            )
        elif not basename(each.path).startswith(f"{each.number}-"):
            yield Remark(
                place,
                f"the file of decision {each.number} does not begin with its number",
                hint=f"name it {each.number}-TITLE.yaml",
            )
