"""The library's other end in a plugin's process: it asks the caller, and waits."""

from __future__ import annotations

import itertools
import json
import threading
from typing import Any, Dict, Optional

from _dvp.failures import TooLongError
from _dvp.frames import Frames
from _dvp.places import Places, cut, text
from dlpx.virtualization.common.exceptions import PluginRuntimeError
from dlpx.virtualization.libs._engine import Engine
from dlpx.virtualization.libs.exceptions import LibraryError, NoEngineError

__all__ = ["AskingEngine"]


class _Waiting:
    """A call that has no answer yet."""

    def __init__(self) -> None:
        self.has_answer = threading.Event()
        self.answer: Optional[Dict[str, Any]] = None


class AskingEngine(Engine):
    """Asks the caller for each call of the library.

    :param frames: the way to the caller
    :param places: names places of the plugin
    :param limits: ``library`` and ``message``: the most bytes of a call, and of a line of the log
    """

    def __init__(self, frames: Frames, places: Places, limits: Dict[str, int]) -> None:
        self._frames = frames
        self._places = places
        self._limits = limits
        self._ids = itertools.count(1)
        self._waiting: Dict[int, _Waiting] = {}
        # Calls outside of operations have nobody to answer them.
        self.is_open = False

    def call(self, name: str, arguments: Dict[str, Any]) -> Any:
        """Asks, and waits for the answer, however long that takes."""
        if not self.is_open or not self._frames.is_ours():
            raise NoEngineError(name)
        number = next(self._ids)
        frame = json.dumps(
            {"type": "library", "id": number, "call": name, "arguments": arguments},
            allow_nan=False,
        )
        if len(frame) > self._limits["library"]:
            raise TooLongError(
                "The arguments of libs.{} take {} bytes, and an engine takes {}.".format(
                    name, len(frame), self._limits["library"]
                )
            )
        waiting = self._waiting[number] = _Waiting()
        try:
            self._frames.send_text(frame)
            waiting.has_answer.wait()
        finally:
            del self._waiting[number]
        answer = waiting.answer
        if answer is None:
            raise PluginRuntimeError("The caller of libs.{} has gone.".format(name))
        if "error" in answer:
            error = answer["error"]
            if error.get("actionable"):
                raise LibraryError(error.get("id", 0), error["message"])
            raise PluginRuntimeError(error["message"])
        return answer.get("value")

    def answered(self, frame: Dict[str, Any]) -> None:
        """Takes an answer; called by the thread that reads."""
        waiting = self._waiting.get(frame.get("id", 0))
        if waiting is not None:
            waiting.answer = frame
            waiting.has_answer.set()

    def over(self) -> None:
        """The caller is gone: nobody gets an answer any more."""
        for waiting in list(self._waiting.values()):
            waiting.has_answer.set()

    def log(self, record: Any, message: str) -> None:
        """Sends a line of the log, cut where an engine would refuse it."""
        line, is_cut = cut(message, self._limits["message"])
        frame = {
            "type": "log",
            "level": text(record.levelname),
            "logger": text(record.name),
            "message": line,
            "place": self._places.place(record.pathname, record.lineno).as_json(),
        }
        if is_cut:
            frame["cut"] = ["message"]
        self._frames.send(frame)
