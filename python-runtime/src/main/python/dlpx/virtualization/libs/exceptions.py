"""What a call of the library may raise."""

from __future__ import annotations

from typing import Any

from dlpx.virtualization.common.exceptions import PluginRuntimeError

__all__ = ["LibraryError", "NoEngineError", "PluginScriptError"]

_MAX_OUTPUT = 8000


class LibraryError(PluginRuntimeError):
    """The engine could not do what it was asked for.

    :param id: the engine's number of the error
    :param message: what went wrong
    """

    def __init__(self, id: int, message: str) -> None:
        super().__init__(message)
        self.id = id


class PluginScriptError(PluginRuntimeError):
    """A command that was run with ``check=True`` ended with another exit code than 0."""

    @classmethod
    def of(cls, call: str, result: Any) -> PluginScriptError:
        """Makes it of a call, and of what its command came to."""
        return cls(
            "The command of libs.{} ended with exit code {}.\nstdout: {}\nstderr: {}".format(
                call, result.exit_code, _end(result.stdout), _end(result.stderr)
            )
        )


def _end(output: str) -> str:
    """The end of what a command printed, where the reason is: messages have a limit."""
    output = output.strip()
    if len(output) <= _MAX_OUTPUT:
        return output
    return "(the last {} characters) {}".format(_MAX_OUTPUT, output[-_MAX_OUTPUT:])


class NoEngineError(PluginRuntimeError):
    """A call of the library was made where no engine runs the plugin."""

    def __init__(self, call: str) -> None:
        super().__init__(
            "libs.{} was called while no engine runs the plugin. The library works inside"
            " of operations alone, and not while a module is imported.".format(call)
        )
