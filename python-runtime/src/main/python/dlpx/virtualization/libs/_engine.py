"""Whoever does the library's work: nobody, until dvp has connected a process to an engine."""

from __future__ import annotations

from typing import Any, Dict, Optional

__all__ = ["Engine", "connect", "connected"]


class Engine:
    """Does what the library is asked for. Its methods may be called from any thread."""

    def call(self, name: str, arguments: Dict[str, Any]) -> Any:
        """Does one call.

        :param name: the function of the library
        :param arguments: its arguments, as the protocol has them
        :return: its value, as the protocol has it
        :raises LibraryError: when the engine could not do it
        """
        raise NotImplementedError

    def log(self, record: Any, message: str) -> None:
        """Takes a line of the plugin's log.

        :param record: the record of ``logging``
        :param message: the line, formatted
        """
        raise NotImplementedError


_engine: Optional[Engine] = None


def connect(engine: Optional[Engine]) -> None:
    """Sets who does the work from now on."""
    global _engine
    _engine = engine


def connected() -> Optional[Engine]:
    """Gives who does the work, if somebody does."""
    return _engine
