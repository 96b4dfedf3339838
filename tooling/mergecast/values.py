"""Data classes whose methods are made on first use.

``dataclasses`` writes and compiles six methods for each class while its module loads:
half a millisecond each, and a tick with nothing due knows two hundred classes and needs
few of them. Here a class gets its slots at once, and its methods from ``dataclasses``
itself when the first of them is called. What comes out is the same.

Worth it in what every tick and every check loads; elsewhere ``dataclasses`` does.
"""

from __future__ import annotations

import dataclasses
from _thread import RLock
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_CALLED = ("__init__", "__eq__", "__repr__")
_READ = ("__match_args__", "__dataclass_fields__", "__dataclass_params__")
_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")
_OWN = frozenset({*_CALLED, "__hash__", "__setattr__", "__getstate__", "__slots__"})
_ONE_AT_A_TIME = RLock()


class _Late:
    """A class attribute that is there once the methods are."""

    __slots__ = ("name", "shell")

    def __init__(self, shell: _Shell, name: str) -> None:
        self.shell = shell
        self.name = name

    def __get__(self, _: object, owner: type) -> object:
        self.shell.fill()
        return getattr(owner, self.name)


class _Shell:
    """A class that waits for its methods, and the one written down that has them."""

    __slots__ = ("empty", "frozen", "made", "written")

    def __init__(self, written: type, *, frozen: bool) -> None:
        self.written = written
        self.frozen = frozen
        self.empty = True
        self.made = self._slotted()

    def fill(self) -> None:
        """Let ``dataclasses`` make the methods, and hand them over; once."""
        with _ONE_AT_A_TIME:
            if not self.empty:
                return
            with_methods = dataclasses.dataclass(frozen=self.frozen, slots=True)
            full: type = with_methods(self.written)
            for name in (*_CALLED, *_READ, "__hash__"):
                setattr(self.made, name, vars(full)[name])
            self.empty = False

    def _slotted(self) -> type:
        written = self.written
        names = tuple(_annotations(written))
        left_out = {*names, "__dict__", "__weakref__"}
        space: dict[str, Any] = {
            name: own for name, own in vars(written).items() if name not in left_out
        }
        space |= {name: self._method(name) for name in _CALLED}
        space |= {name: _Late(self, name) for name in _READ}
        space |= {"__slots__": names, "__hash__": None}
        if self.frozen:
            space |= _FROZEN | {"__hash__": self._method("__hash__")}
        made = type(written)(written.__name__, written.__bases__, space)
        made.__qualname__ = written.__qualname__
        return made

    def _method(self, name: str) -> object:
        def method(own: object, *args: object, **named: object) -> object:
            self.fill()
            return getattr(type(own), name)(own, *args, **named)

        return method


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(own: Any) -> list[object]:  # noqa: ANN401 - of any class made here
    return [getattr(own, name) for name in own.__slots__]


def _take_state(own: Any, state: list[object]) -> None:  # noqa: ANN401 - as above
    for name, value in zip(own.__slots__, state, strict=True):
        object.__setattr__(own, name, value)


_FROZEN = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _take_state,
}


def _annotations(written: type) -> dict[str, Any]:
    """What a class itself says of its fields; ``inspect`` would cost 10 ms."""
    return vars(written).get("__annotations__", {})  # type: ignore[no-any-return]  # a dict, if any


def _plain(written: type) -> bool:
    """Whether a class is nothing but fields and methods of other names."""
    kinds = map(str, _annotations(written).values())
    return (
        _OWN.isdisjoint(name for name, own in vars(written).items() if own is not None)
        and not any(special in kind for kind in kinds for special in _SPECIAL)
        and not any("__dataclass_fields__" in vars(each) for each in written.mro()[1:])
    )


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(written=None, /, *, frozen=False, slots=False):  # noqa: ANN001, ANN201 - as typed above
        """As ``dataclasses.dataclass``, by which it is known to type checkers."""
        if written is None:
            return lambda each: dataclass(each, frozen=frozen, slots=slots)
        if slots and _plain(written):
            return _Shell(written, frozen=frozen).made
        return dataclasses.dataclass(frozen=frozen, slots=slots)(written)
