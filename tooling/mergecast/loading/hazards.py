"""All hazards of YAML files in one table, for checking, ``explain`` and the docs.

A test reads every example: what passes has no remark, what fails has just this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mergecast.loading.hazard import Hazard, example_bytes, shown
from mergecast.loading.hazards_hidden import HIDDEN
from mergecast.loading.hazards_structure import STRUCTURE
from mergecast.loading.hazards_syntax import SYNTAX
from mergecast.loading.hazards_texts import TEXTS

__all__ = ["HAZARDS", "Hazard", "example_bytes", "shown"]

HAZARDS: Mapping[str, Hazard] = MappingProxyType(
    {hazard.id: hazard for hazard in (*HIDDEN, *STRUCTURE, *SYNTAX, *TEXTS)}
)
