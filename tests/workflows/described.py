"""A workflow as its file describes it, and what a button fills in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from workflows.triggers import Event

Data = dict[str, Any]


def load(text: str) -> Data:
    """A workflow as data; YAML's old booleans would make ``on`` a truth."""
    loaded: Data = yaml.safe_load(re.sub(r"(?m)^on:", '"on":', text))
    return loaded


def meant(name: str, event: Event) -> bool:
    """Whether a button that was pressed is this workflow's."""
    wanted = event.payload.get("workflow")
    return event.name != "workflow_dispatch" or str(wanted).endswith(f"/{name}.yml")


def inputs(workflow: Data, event: Event) -> Data:
    """What was filled in, and the defaults of the rest."""
    if event.name != "workflow_dispatch":
        return {}
    asked = (workflow["on"]["workflow_dispatch"] or {}).get("inputs", {})
    given = event.payload["inputs"] or {}
    assert given.keys() <= asked.keys(), given.keys() - asked.keys()
    found = {name: given.get(name, told["default"]) for name, told in asked.items()}
    event.payload["inputs"] = found  # GitHub fills them in for the event, too
    return found
