"""The talk between dvp and a plugin's process: it opens a plugin, and calls its operations."""

from __future__ import annotations

import importlib
import json
import os
import queue
import sys
import threading
from typing import Any, Callable, Dict, Optional, Set

from _dvp.arguments import arguments
from _dvp.engine import AskingEngine
from _dvp.failures import Failures, TooLongError
from _dvp.frames import Frames
from _dvp.loading import Loader, flush, restore_site_builtins
from _dvp.places import text
from _dvp.resources import limit_resources
from _dvp.results import WrongTypeError, result, shape
from dlpx.virtualization.libs import _engine
from dlpx.virtualization.platform import Plugin

__all__ = ["serve"]

_AROUND = 20


class _Session:
    """One plugin, from its import on."""

    def __init__(self, frames: Frames, opening: Dict[str, Any], errors: int) -> None:
        self._frames = frames
        self._errors = errors
        self._mark = str(opening.get("mark", "")).encode("ascii")
        self._opening = opening
        self._limits: Dict[str, int] = opening["limits"]
        self._loader = Loader(
            str(opening["srcDir"]), opening["paths"], opening.get("libraries", ())
        )
        places = self._loader.places
        self._failures = Failures(places, self._limits["message"])
        self.engine = AskingEngine(frames, places, self._limits)
        # Kept here: the plugin may put its own in their places.
        self._write, self._current_frames = os.write, sys._current_frames
        self._plugin: Optional[Plugin] = None
        self._call: Optional[Dict[str, Any]] = None
        self._is_opening = True

    def prepare(self, started_with: Set[str]) -> None:
        """Sets up what the plugin sees."""
        self._loader.prepare(started_with)
        restore_site_builtins()
        _engine.connect(self.engine)
        limit_resources(self._opening.get("resources", {}))
        self._say_when_left()

    def open(self) -> bool:
        """Imports the plugin, and says what it registered.

        :return: whether it could be imported
        """
        opening = self._opening
        try:
            if "debug" in opening:
                self._wait_for_debugger(opening["debug"])
            module = importlib.import_module(opening["module"])
            entry = getattr(module, opening["object"])
            if not issubclass(type(entry), Plugin):
                raise WrongTypeError(
                    "`{}:{}` is of type {}, and must be a Plugin.".format(
                        opening["module"], opening["object"], shape(entry)
                    )
                )
        except BaseException as error:  # SystemExit among them
            self._answer(json.dumps(self._failures.of(error, "import")))
            return False
        finally:
            self._is_opening = False
        self._plugin = entry
        opened = {
            "type": "opened",
            "python": "%d.%d.%d" % sys.version_info[:3],
            "registrations": self._loader.registrations(entry),
        }
        self._answer(json.dumps(opened))
        return True

    def _wait_for_debugger(self, debug: Dict[str, Any]) -> None:
        """Waits until an editor has connected; debugpy loads more of itself at any time."""
        sys.path += debug["paths"]
        debugpy = importlib.import_module("debugpy")
        host, port = debugpy.listen(("127.0.0.1", debug["port"]))
        self._frames.send({"type": "debugger", "host": host, "port": port})
        debugpy.wait_for_client()

    def call(self, call: Dict[str, Any]) -> None:
        """Calls an operation, and says what came of it."""
        self._call = call
        self.engine.is_open = True
        try:
            frame = self._called(call)
        finally:
            self.engine.is_open = False
            self._call = None
        self._answer(frame)

    def _answer(self, frame: str) -> None:
        """Sends an answer; what the plugin printed until then comes before the mark."""
        flush()
        self._put_mark()
        self._frames.send_text(frame)

    def _put_mark(self) -> None:
        if self._mark and self._frames.is_ours():
            self._write(self._errors, self._mark)

    def is_busy(self) -> bool:
        """Tells whether the plugin's code runs."""
        return self._is_opening or self._call is not None

    def tell_where(self, thread: int) -> None:
        """Says what line of the plugin a thread is at."""
        frame = self._current_frames().get(thread)
        places = self._loader.places.above(frame)
        self._frames.send({"type": "at", "frames": places})

    def _called(self, call: Dict[str, Any]) -> str:
        number, operation = call["id"], str(call["operation"])
        function = self._function(operation, call.get("migrationId"))
        if function is None:
            return json.dumps(dict(self._failures.missing(operation), id=number))
        during = "arguments"
        try:
            given = arguments(call["arguments"])
            during = "operation"
            value = function(**given)
            during = "result"
            return self._returned(number, result(operation, value), shape(value))
        except BaseException as error:  # SystemExit among them
            return json.dumps(dict(self._failures.of(error, during), id=number))

    def _returned(self, number: Any, value: Any, kind: str) -> str:
        try:
            data = json.dumps(value, allow_nan=False, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise WrongTypeError(
                "The operation gave back a {} that is no JSON: {}.".format(kind, error)
            ) from None
        try:
            size = len(data.encode("utf-8"))
        except UnicodeEncodeError as error:
            around = data[max(0, error.start - _AROUND) : error.end + _AROUND]
            raise WrongTypeError(
                "The operation gave back a {} with a character that UTF-8 cannot hold, half of a"
                " surrogate pair: {}. Python makes such ones of bytes that are no text.".format(
                    kind, ascii(around)
                )
            ) from None
        if size > self._limits["value"]:
            raise TooLongError(
                "The operation gave back {} bytes of JSON, and an engine takes {}.".format(
                    size, self._limits["value"]
                )
            )
        return json.dumps(
            {"type": "returned", "id": number, "value": value, "shape": text(kind)}
        )

    def _function(
        self, operation: str, migration_id: Optional[str]
    ) -> Optional[Callable[..., Any]]:
        registry = vars(self._plugin)["_registry"]
        for registration in registry.registrations:
            if registration.operation == operation and (
                migration_id is None or _is(registration, migration_id)
            ):
                function: Callable[..., Any] = registration.function
                return function
        return None

    def _say_when_left(self) -> None:
        leave = os._exit

        def leave_with_word(code: int) -> None:
            if self._frames.is_ours():
                call = self._call
                failure = self._failures.left(code, 2)
                if call is None:
                    failure["during"] = "import"
                else:
                    failure["id"] = call["id"]
                self._put_mark()
                self._frames.send(failure)
            leave(code)

        os._exit = leave_with_word  # type: ignore[assignment]


def _is(registration: Any, migration_id: str) -> bool:
    """Ids of Lua migrations stand apart from the platform's by a word before them."""
    is_lua = registration.migration_type is not None and (
        registration.migration_type.name == "LUA"
    )
    own = ("LUA " if is_lua else "") + str(registration.migration_id)
    return own == migration_id


class _Reading:
    """Takes what the caller sends, whatever the plugin is doing.

    :param leave: ends the process at once
    """

    def __init__(
        self, frames: Frames, session: _Session, leave: Callable[[int], Any]
    ) -> None:
        self._frames = frames
        self._session = session
        self._leave = leave
        self._worker = threading.get_ident()
        self.calls: queue.SimpleQueue[Optional[Dict[str, Any]]] = queue.SimpleQueue()

    def run(self) -> None:
        """Hands answers to who waits for them, and the rest to the thread that does the work."""
        while True:
            try:
                frame = self._frames.receive()
            except (OSError, ValueError):
                frame = None
            if frame is None and self._session.is_busy():
                # The caller is gone for good: nobody will end an operation that goes on.
                self._leave(1)
            if frame is None or frame.get("type") == "close":
                self._session.engine.over()
                self.calls.put(None)
                return
            if frame.get("type") == "library":
                self._session.engine.answered(frame)
            elif frame.get("type") == "where":
                self._session.tell_where(self._worker)
            else:
                self.calls.put(frame)


def serve(
    frames: Frames, errors: int, started_with: Set[str], leave: Callable[[int], Any]
) -> None:
    """Talks until the caller closes.

    :param frames: the way to the caller
    :param errors: the descriptor that the plugin's errors go to
    :param started_with: the modules that Python itself has loaded at its start
    :param leave: ends the process at once
    """
    opening = frames.receive()
    if opening is None:
        return
    session = _Session(frames, opening, errors)
    session.prepare(started_with)
    reading = _Reading(frames, session, leave)
    threading.Thread(target=reading.run, name="dvp", daemon=True).start()
    if not session.open():
        return
    while frames.is_ours():
        call = reading.calls.get()
        if call is None:
            return
        session.call(call)
