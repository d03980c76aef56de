"""Keeps what a plugin registers, and refuses what the platform refuses."""

from __future__ import annotations

import types
from typing import Any, Callable, Dict, List, NamedTuple, Optional, TypeVar

from dlpx.virtualization.platform._migrations import (
    MigrationIds,
    MigrationType,
    canonical,
)
from dlpx.virtualization.platform.exceptions import (
    DecoratorNotFunctionError,
    OperationAlreadyDefinedError,
)

# How Python marks the code of `async def`; the module that names these takes long to load.
_CO_COROUTINE = 0x80
_CO_ASYNC_GENERATOR = 0x200

__all__ = ["Decorator", "Group", "Registration", "Registry"]

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]


class Registration(NamedTuple):
    """One call of a decorator.

    ``migration_id`` is canonical, and ``None`` for what is no migration.
    """

    operation: str
    function: Callable[..., Any]
    migration_id: Optional[str] = None
    migration_type: Optional[MigrationType] = None


def _what(value: Any) -> Optional[str]:
    """Says what a value is when the platform does not take it."""
    if not isinstance(value, types.FunctionType):
        return "an object of type {}".format(type(value).__name__)
    if value.__name__ == "<lambda>":
        return "a lambda"
    if value.__code__.co_flags & (_CO_COROUTINE | _CO_ASYNC_GENERATOR):
        return "the async function '{}'".format(value.__name__)
    return None


class Registry:
    """What one plugin object holds."""

    def __init__(self) -> None:
        self.registrations: List[Registration] = []
        self.operations: Dict[str, Callable[..., Any]] = {}
        self._migration_ids = MigrationIds()

    def operation(self, path: str) -> Decorator[Any]:
        """A decorator that registers the operation ``path``."""

        def decorate(function: Function) -> Function:
            self._refuse_other_than_functions(path, function)
            if path in self.operations:
                raise OperationAlreadyDefinedError(path)
            self.operations[path] = function
            self.registrations.append(Registration(path, function))
            return function

        return decorate

    def migration(self, path: str, migration_id: Any, of_type: Any) -> Decorator[Any]:
        """A decorator that registers a migration with an id."""
        known_id = canonical(migration_id, of_type)

        def decorate(function: Function) -> Function:
            self._refuse_other_than_functions(path, function)
            self._migration_ids.add(path, known_id, of_type)
            self.registrations.append(Registration(path, function, known_id, of_type))
            return function

        return decorate

    @staticmethod
    def _refuse_other_than_functions(path: str, function: Any) -> None:
        what = _what(function)
        if what is not None:
            raise DecoratorNotFunctionError(path, what)


class Group:
    """The operations that hang on one attribute of the plugin object."""

    _name = ""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def _operation(self, name: str) -> Decorator[Any]:
        return self._registry.operation(self._name + "." + name)

    def _migration(
        self, name: str, migration_id: Any, of_type: Any
    ) -> Decorator[Any]:
        return self._registry.migration(self._name + "." + name, migration_id, of_type)

    def __repr__(self) -> str:
        return "<the {} operations of a plugin>".format(self._name)
