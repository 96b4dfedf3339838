"""libyaml's events: the only place that knows how to get at them.

Marks count code points, lines and columns from 0; a CR LF pair is two code points.
"""

from __future__ import annotations

from collections.abc import Callable

from mergecast.errors import WorkspaceError

try:
    from yaml._yaml import CParser
except ImportError as problem:  # PyYAML built without libyaml
    raise WorkspaceError(
        "this PyYAML was installed without libyaml, which reads every file here",
        hint="reinstall it from a wheel: `pip install --force-reinstall "
        "--only-binary :all: pyyaml`",
        not_done="nothing was read",
    ) from problem

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "NodeEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "source",
]


def source(yaml: bytes | str) -> Callable[[], Event | None]:
    """A function that gives the next event each time, and None after the last."""
    return CParser(yaml).get_event
