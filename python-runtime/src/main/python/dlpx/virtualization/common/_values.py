"""Checks and comparison that all values of the plugin API share."""

from __future__ import annotations

from typing import Any, Optional, Tuple, Type, Union

__all__ = ["Value", "require"]


def require(
    owner: str,
    name: str,
    value: Any,
    kind: Union[Type[Any], Tuple[Type[Any], ...]],
    optional: bool = False,
) -> Any:
    """Hands the value back when it is of the kind, and says which argument is not.

    :param owner: whose argument it is, for the message
    :param name: the argument's name
    :param value: what was given
    :param kind: the class, or classes, that it must be of
    :param optional: whether ``None`` will do
    :raises TypeError: when it is of another
    """
    if optional and value is None:
        return value
    # A bool is an int to Python, and never what a number is meant to be here.
    is_bool = isinstance(value, bool) and kind is int
    if isinstance(value, kind) and not is_bool:
        return value
    kinds = kind if isinstance(kind, tuple) else (kind,)
    wanted = " or ".join(k.__name__ for k in kinds)
    raise TypeError(
        "{}: '{}' must be of type {}, and is of type {}.".format(
            owner, name, wanted, type(value).__name__
        )
    )


class Value:
    """Compares by its attributes, and shows them."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return vars(self) == vars(other)

    # Its attributes may be changed, so it has no hash that would last.
    __hash__: Optional[Any] = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(
            "{}={!r}".format(name.lstrip("_"), value)
            for name, value in vars(self).items()
            if name not in self._hidden
        )
        return "{}({})".format(type(self).__name__, shown)

    #: Attributes that no log should show.
    _hidden: Tuple[str, ...] = ()
