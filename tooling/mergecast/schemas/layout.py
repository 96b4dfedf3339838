"""How the Python that ``accept`` writes is laid out: as ruff would lay it out.

What is generated is read in reviews like any other code, so it looks like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_WIDTH = 88
_HEADER = '''"""Says whether data has the form of {kind}.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
{lint}
from __future__ import annotations

{imports}'''
_LONG_LINES = "# ruff: noqa: E501 - a pattern stands on one line, as in its schema\n"
_STANDARD = "import re\nfrom collections.abc import Callable\n"
_PARTIAL = "from functools import partial\n"
_NUMERIC = "mergecast.schemas.accepts.numeric"


@dataclass(frozen=True, slots=True)
class Writer:
    """What has been written so far; each piece of code by its name.

    ``names`` has the function for a meaning (rules without annotations). ``compiled``
    patterns cost at import and are quicker each time.
    """

    root: Mapping[str, Any]
    compiled: bool = True
    names: dict[str, str] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)

    def pattern(self, raw: str) -> tuple[str, str]:
        """A function that searches for a pattern, on one line and on several."""
        if self.compiled:
            return f"re.compile({raw}).search", f"re.compile(\n    {raw}\n).search"
        own = f"partial(re.search, {raw})"
        return own, f"partial(\n    re.search,\n    {raw},\n)"

    def constant(self, name: str, ending: str, *forms: str) -> str:
        """Define a constant by the first form that fits a line, or the last one."""
        own = f"_{name.strip('_').upper()}{ending}"
        lines = [f"{own} = {form}\n" for form in forms]
        fitting = (line for line in lines if len(line) <= _WIDTH + 1)
        self.constants[own] = next(fitting, lines[-1])
        return own


def module(kind: str, writer: Writer) -> str:
    """The text of the module, patterns first and tables last."""
    code = [
        "".join(writer.constants.values()),
        *(f"\n{text}" for text in writer.functions.values()),
        "\n" + "\n".join(writer.tables.values()),
    ]
    lines = (line for text in code for line in text.splitlines())
    long = any(len(line) > _WIDTH and " " in line.strip() for line in lines)
    names = ", ".join(sorted(writer.imports))
    standard = _STANDARD if writer.compiled else _STANDARD + _PARTIAL
    imports = standard + (f"\nfrom {_NUMERIC} import {names}\n" if names else "")
    lint = _LONG_LINES if long else ""
    return "\n".join([_HEADER.format(kind=kind, lint=lint, imports=imports), *code])


def define(name: str, terms: Sequence[str], lines: Sequence[str] = ()) -> str:
    """A function that says yes if ``lines`` let it pass and all ``terms`` hold."""
    head = f"def {name}(v: object) -> bool:\n"
    if name == "accept":
        head += '    """Whether ``v`` has the form."""\n'
    head += "".join(f"    {line}\n" for line in lines)
    one_line = f"    return {' and '.join(terms) or 'True'}\n"
    if len(one_line) <= _WIDTH + 1:
        return head + one_line
    inside = f"        {' and '.join(terms)}"
    if len(inside) > _WIDTH:
        inside = "        " + "\n        and ".join(terms)
    return f"{head}    return (\n{inside}\n    )\n"
