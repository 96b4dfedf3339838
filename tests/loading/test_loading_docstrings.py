"""The examples in the docstrings of reading YAML are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from mergecast.loading import hazard, nodes, remarks, scalars, spans


@pytest.mark.parametrize("module", [hazard, nodes, remarks, scalars, spans])
def test_the_examples_of_a_module_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
