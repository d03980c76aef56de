"""What an operation may raise, and what registering one may raise."""

from __future__ import annotations

from typing import Any

from dlpx.virtualization.common.exceptions import PlatformError, PluginRuntimeError

__all__ = [
    "DecoratorNotFunctionError",
    "MigrationIdAlreadyUsedError",
    "MigrationIdIncorrectFormatError",
    "MigrationIdIncorrectTypeError",
    "MigrationTypeIncorrectError",
    "OperationAlreadyDefinedError",
    "PlatformError",
    "PluginRuntimeError",
    "UserError",
]


class UserError(Exception):
    """Something that the user of the plugin can mend.

    :param message: what is wrong
    :param action: what the user can do
    :param output: what a program said, for the details
    """

    def __init__(self, message: str, action: str = "", output: str = "") -> None:
        super().__init__(message, action, output)
        self.message = message
        self.action = action
        self.output = output

    def __str__(self) -> str:
        return str(self.message)


class OperationAlreadyDefinedError(PlatformError):
    """A second function was registered for an operation."""

    def __init__(self, operation: str) -> None:
        super().__init__(
            "'{}' has been registered already; an operation has one function.".format(
                operation
            )
        )


class DecoratorNotFunctionError(PlatformError):
    """Something that is no plain function was registered."""

    def __init__(self, operation: str, what: str) -> None:
        super().__init__(
            "'{}' takes a plain function, and was given {}.".format(operation, what)
        )


class MigrationIdIncorrectTypeError(PlatformError):
    """A migration's id is no string."""

    def __init__(self, migration_id: Any) -> None:
        super().__init__(
            "A migration's id is a string, and not of type {}.".format(
                type(migration_id).__name__
            )
        )


class MigrationIdIncorrectFormatError(PlatformError):
    """A migration's id is not what its type asks for."""


class MigrationIdAlreadyUsedError(PlatformError):
    """Two migrations have one id."""

    def __init__(self, migration_id: str, operation: str, other: str) -> None:
        super().__init__(
            "The id '{}' of '{}' is used already, by '{}'.".format(
                migration_id, operation, other
            )
        )


class MigrationTypeIncorrectError(PlatformError):
    """A migration's type is none of :class:`MigrationType`."""

    def __init__(self, migration_type: Any) -> None:
        super().__init__(
            "A migration's type is MigrationType.PLATFORM or MigrationType.LUA, and not"
            " {!r}.".format(migration_type)
        )
