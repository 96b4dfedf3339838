"""The parts of the timeline; what fills them is in ``renderers.markup``."""

from __future__ import annotations

from mergecast.renderers.markup import NOTHING, Markup, Parts, join

__all__ = ["NOTHING", "Markup", "asset", "fill", "join"]

_PARTS = Parts("mergecast.sandbox")
fill = _PARTS.fill
asset = _PARTS.asset
