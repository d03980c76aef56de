"""What a call of the library may raise."""

from __future__ import annotations

from dlpx.virtualization.common.exceptions import PluginRuntimeError

__all__ = ["LibraryError", "NoEngineError", "PluginScriptError"]


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


class NoEngineError(PluginRuntimeError):
    """A call of the library was made where no engine runs the plugin."""

    def __init__(self, call: str) -> None:
        super().__init__(
            "libs.{} was called while no engine runs the plugin. The library works inside"
            " of operations alone, and not while a module is imported.".format(call)
        )
