"""Formulas of ``metric`` rules: arithmetic over counts, and nothing else.

Read by Python's own parser, then walked: what is no number, name of a count, operator
or function of the table is refused, so that a rule can compute and do nothing more.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Final

COUNTS: Final = frozenset(
    {
        *("words", "sentences", "paragraphs", "characters", "syllables"),
        *("polysyllabic_words", "complex_words", "long_words"),
        *("pre", "list", "blockquote", "heading_h1", "heading_h2", "heading_h3"),
        *("heading_h4", "heading_h5", "heading_h6"),
    }
)
"""What a formula may name; posts have none of the last ones, so these are 0."""

_LONGEST = 2_000
_HEADING = re.compile(r"heading\.(h[1-6])")
_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}
_COMPARE: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "pow": math.pow,
    "log": math.log,
    "log10": math.log10,
    "exp": math.exp,
    "min": min,
    "max": max,
}


class FormulaError(ValueError):
    """A formula that cannot be read; the message says why."""


def evaluate(text: str, counts: Mapping[str, float]) -> float:
    """The value of a formula; a comparison is 1 or 0.

    Raises:
        FormulaError: it cannot be read.
        ArithmeticError: it has no value for these counts.

    >>> evaluate("(words / sentences) + 1", {"words": 12, "sentences": 2})
    7.0
    """
    try:
        return float(_value(_parsed(text), counts))
    except (ValueError, TypeError) as wrong:
        if isinstance(wrong, FormulaError):
            raise
        raise ArithmeticError(str(wrong)) from wrong


def check_formula(text: str) -> None:
    """Read a formula without a value.

    Raises:
        FormulaError: it cannot be read.
    """
    try:
        evaluate(text, dict.fromkeys(COUNTS, 1.0))
    except ArithmeticError:
        return


def _parsed(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise FormulaError(f"it is longer than {_LONGEST} characters")
    plain = _HEADING.sub(r"heading_\1", text)
    plain = " ".join(plain.replace("&&", " and ").replace("||", " or ").split())
    try:
        return ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        raise FormulaError("it is no formula") from wrong


def _value(node: ast.expr, counts: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            value = float(number)
        case ast.Name(id=name) if name in COUNTS:
            value = counts.get(name, 0.0)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            value = -_value(inner, counts)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            value = _BINARY[type(sign)](_value(left, counts), _value(right, counts))
        case ast.BoolOp(op=joined, values=inners):
            values = [_value(each, counts) for each in inners]
            value = float(all(values) if isinstance(joined, ast.And) else any(values))
        case ast.Compare(left=left, ops=[order], comparators=[right]) if (
            type(order) in _COMPARE
        ):
            one, other = _value(left, counts), _value(right, counts)
            value = float(_COMPARE[type(order)](one, other))
        case ast.Call(func=called, args=inners, keywords=[]):
            value = _call(called, [_value(each, counts) for each in inners])
        case _:
            shown = ast.unparse(node)[:40]
            raise FormulaError(f"'{shown}' is nothing that a formula may hold")
    return value


def _call(called: ast.expr, values: list[float]) -> float:
    """``math.sqrt(x)`` or ``sqrt(x)``."""
    name = ast.unparse(called).removeprefix("math.")
    if name not in _FUNCTIONS:
        raise FormulaError(f"there is no function '{name[:40]}'")
    return float(_FUNCTIONS[name](*values))
