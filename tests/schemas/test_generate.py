"""What is checked in is what the generator writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mergecast.schemas import KINDS, accepts, generate, schema
from mergecast.schemas.accept import source


@pytest.mark.parametrize("kind", KINDS)
def test_the_checked_in_module_is_fresh(kind: str) -> None:
    there = Path(accepts.__file__).with_name(f"{kind}.py").read_text("utf-8")

    assert there == source(kind, schema(kind)), (
        "run `python -m mergecast.schemas.generate`"
    )


def test_the_generator_writes_one_module_for_each_kind(tmp_path: Path) -> None:
    generate.main(tmp_path)

    assert {file.stem for file in tmp_path.iterdir()} == set(KINDS)
