"""All playbooks of a workspace: what ``playbooks/`` holds besides people.

What each is made of is not loaded here: a tick with nothing due looks at none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mergecast.model.crisis import Levels, Matrix, Playbook
    from mergecast.model.handover import Handover
    from mergecast.model.incident import Incident
    from mergecast.model.process import Decision, Meeting, Minutes, Process
    from mergecast.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Playbooks:
    """By the names of their files, which other files call them by.

    ``levels`` and ``matrix`` are None where there is no such file, or none that can be
    read.
    """

    levels: Levels | None = None
    matrix: Matrix | None = None
    crises: Mapping[str, Playbook] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    minutes: tuple[Minutes, ...] = ()
    decisions: tuple[Decision, ...] = ()
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    handovers: tuple[Handover, ...] = ()
