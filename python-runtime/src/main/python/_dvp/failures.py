"""Says what ended an operation, in the words of the protocol."""

from __future__ import annotations

import os
import sys
from typing import Any, Dict, List

from _dvp.places import Places, cut, message, text
from _dvp.results import WrongTypeError
from dlpx.virtualization.common.exceptions import PluginRuntimeError
from dlpx.virtualization.libs.exceptions import LibraryError, PluginScriptError
from dlpx.virtualization.platform.exceptions import UserError

__all__ = ["Failures", "TooLongError"]

_MAX_TRACEBACK_FRAMES = 100
_OWN_FOLDER = os.path.dirname(os.path.abspath(__file__))


class TooLongError(Exception):
    """A value is over its limit."""


class Failures:
    """Describes what went wrong in a plugin.

    :param places: names its places
    :param limit: the most bytes of a text that an engine takes
    """

    def __init__(self, places: Places, limit: int) -> None:
        self._places = places
        self._limit = limit

    def of(self, error: BaseException, during: str) -> Dict[str, Any]:
        """The failure that an exception is.

        :param error: the exception
        :param during: ``import``, ``arguments``, ``operation`` or ``result``
        """
        names: List[str] = []
        failure: Dict[str, Any] = {
            "type": "failed",
            "during": during,
            "kind": _kind(error),
            "class": text(type(error).__name__),
            "message": self._cut("message", self._message(error), names),
            "frames": self._places.way(error, error.__traceback__),
            "traceback": self._traceback(error),
        }
        if isinstance(error, UserError):
            failure["action"] = self._cut("action", error.action, names)
            failure["output"] = self._cut("output", error.output, names)
        if isinstance(error, ImportError) and error.name:
            failure["module"] = text(str(error.name))
        if names:
            failure["cut"] = names
        return failure

    def missing(self, operation: str) -> Dict[str, Any]:
        """The failure that the plugin has no such operation."""
        return self._bare("missing", "The plugin does not implement {}.".format(operation))

    def left(self, code: Any, depth: int) -> Dict[str, Any]:
        """The failure that the plugin ends the process under our feet."""
        failure = self._bare("exit", text(str(code)))
        failure["class"] = "os._exit"
        failure["frames"] = self._places.above(sys._getframe(depth))
        return failure

    def _bare(self, kind: str, words: str) -> Dict[str, Any]:
        return {
            "type": "failed",
            "during": "operation",
            "kind": kind,
            "class": "",
            "message": words,
            "frames": [],
            "traceback": "",
        }

    def _message(self, error: BaseException) -> str:
        if isinstance(error, SystemExit):
            return str(error.code)
        return message(error, 4 * self._limit)

    def _cut(self, name: str, value: Any, names: List[str]) -> str:
        try:
            words = value if isinstance(value, str) else str(value)
            kept, is_cut = cut(words, self._limit)
        except BaseException:
            return "<it cannot be shown>"
        if is_cut:
            names.append(name)
        return kept

    def _traceback(self, error: BaseException) -> str:
        import traceback  # which a call that goes well has no use for

        trace = error.__traceback__
        while trace is not None and _is_ours(trace.tb_frame.f_code.co_filename):
            trace = trace.tb_next
        try:
            lines = traceback.format_exception(
                type(error), error, trace, limit=_MAX_TRACEBACK_FRAMES
            )
            words = text("".join(lines), 4 * self._limit).encode("utf-8")
        except BaseException:
            return ""
        return words[-self._limit :].decode("utf-8", "ignore")


def _is_ours(file: str) -> bool:
    return os.path.dirname(file) == _OWN_FOLDER


def _kind(error: BaseException) -> str:
    if isinstance(error, UserError):
        return "user"
    if isinstance(error, (LibraryError, PluginScriptError)):
        return "library"
    if isinstance(error, WrongTypeError):
        return "type"
    if isinstance(error, TooLongError):
        return "limit"
    if isinstance(error, PluginRuntimeError):
        return "runtime"
    if isinstance(error, SystemExit):
        return "exit"
    # By its name: the module that defines it is the plugin's, made from its schema.
    if any(kind.__name__ == "GeneratedClassesError" for kind in type(error).__mro__):
        return "generated"
    return "other"
