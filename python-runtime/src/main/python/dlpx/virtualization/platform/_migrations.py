"""The ids of data migrations: their form, their canonical spelling, and that each is new."""

from __future__ import annotations

import enum
import re
from typing import Any, Dict, Tuple

from dlpx.virtualization.platform.exceptions import (
    MigrationIdAlreadyUsedError,
    MigrationIdIncorrectFormatError,
    MigrationIdIncorrectTypeError,
    MigrationTypeIncorrectError,
)

__all__ = ["MigrationIds", "MigrationType", "canonical"]

_PLATFORM_ID = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_LUA_ID = re.compile(r"[0-9]+\.[0-9]+")


class MigrationType(enum.Enum):
    """What a migration migrates from: an earlier plugin, or a Lua toolkit."""

    PLATFORM = 0
    LUA = 1


def _number(digits: str) -> str:
    """Takes the leading zeros away, as text: Python refuses to convert very long numbers."""
    return digits.lstrip("0") or "0"


def canonical(migration_id: Any, migration_type: Any = MigrationType.PLATFORM) -> str:
    """The one spelling of an id: no leading zeros and, of the platform, no zeros at its end.

    >>> canonical("01.02.0")
    '1.2'

    :param migration_id: the id as the plugin writes it
    :param migration_type: what the migration migrates from
    :raises PlatformError: when the id is not one of that type
    """
    if not isinstance(migration_type, MigrationType):
        raise MigrationTypeIncorrectError(migration_type)
    if not isinstance(migration_id, str):
        raise MigrationIdIncorrectTypeError(migration_id)
    if migration_type is MigrationType.LUA:
        if not _LUA_ID.fullmatch(migration_id):
            raise MigrationIdIncorrectFormatError(
                "The id {!r} of a Lua migration is not of the form"
                " 'major.minor'.".format(migration_id)
            )
        return ".".join(_number(part) for part in migration_id.split("."))
    if not _PLATFORM_ID.fullmatch(migration_id):
        raise MigrationIdIncorrectFormatError(
            "The migration id {!r} is not a row of numbers with dots between"
            " them.".format(migration_id)
        )
    parts = [_number(part) for part in migration_id.split(".")]
    while parts and parts[-1] == "0":
        parts.pop()
    if not parts:
        raise MigrationIdIncorrectFormatError(
            "All numbers of the migration id {!r} are zero.".format(migration_id)
        )
    return ".".join(parts)


class MigrationIds:
    """The ids in use: one of the platform is new over all decorators, one of Lua in its own."""

    def __init__(self) -> None:
        self._used: Dict[Tuple[str, str], str] = {}

    def add(self, operation: str, migration_id: str, of_type: MigrationType) -> None:
        """Notes a canonical id.

        :param operation: the decorator's path
        :param migration_id: the id
        :param of_type: its type
        :raises MigrationIdAlreadyUsedError: when another migration has it
        """
        key = (operation if of_type is MigrationType.LUA else "", migration_id)
        if key in self._used:
            raise MigrationIdAlreadyUsedError(migration_id, operation, self._used[key])
        self._used[key] = operation
