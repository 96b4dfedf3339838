"""``python -m mergecast.schemas.generate``: write ``accepts/`` from the schemas."""

from __future__ import annotations

from pathlib import Path

from mergecast.schemas import KINDS, schema
from mergecast.schemas.accept import source


def main(folder: Path) -> None:
    """Write one module for each kind into ``folder``."""
    for kind in KINDS:
        folder.joinpath(f"{kind}.py").write_text(source(kind, schema(kind)), "utf-8")


if __name__ == "__main__":
    main(Path(__file__).with_name("accepts"))
