"""The networks mergecast knows: what they allow, as pure facts.

Adding one: a module here that satisfies ``Network``, a publisher under the same id, and
a line in each table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mergecast.networks import x
from mergecast.networks.base import Network

NETWORKS: Mapping[str, Network] = MappingProxyType({x.ID: x})
