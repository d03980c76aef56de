"""Imports a plugin and tells what it registered: the process that ``dvp --import`` starts.

``dvp`` runs this file with ``python -I -S -B`` in a temporary folder and writes one JSON request to
its standard input; the answer goes to the file that the request names, where nothing that the
plugin prints can spoil it. The plugin's code shares the process, so none of this holds against
somebody who means harm to it: it is there to contain accidents, while the caller bounds time and,
where the system can, denies the network from outside.

Request: ``srcDir``, ``module``, ``object``, ``paths`` (searched before srcDir), ``libraries``
(searched after it), ``answer``, and the limits ``memory``, ``cpu``, ``fileSize`` (bytes, seconds,
bytes) and ``processes``, each 0 for none.
"""

from __future__ import annotations

import sys

# What Python itself starts with, before this script loads more.
_AT_START = frozenset(sys.modules)

import builtins
import errno
import gc
import importlib
import json
import os
import signal
from types import FunctionType, TracebackType
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Set

__all__ = ["Importer", "main", "refuse_network", "restore_site_builtins"]

_MAX_TEXT = 4000
_MAX_FRAMES = 20
_MAX_REGISTRATIONS = 10000
_MAX_WRAPPERS = 10

# What `site` has loaded on an engine before a plugin is looked at; here `-S` leaves it out.
_WITH_SITE = frozenset(
    ["_collections_abc", "abc", "codecs", "genericpath", "io", "ntpath", "os", "posixpath", "stat"]
)

# Of the audit events of CPython, those that reach for another machine.
_NETWORK_EVENTS = frozenset(
    [
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    ]
)


class _Place(NamedTuple):
    file: str
    line: int

    def as_json(self) -> Dict[str, Any]:
        return {"file": self.file, "line": self.line}


def limit_resources(request: Dict[str, Any]) -> None:
    """Bounds what the process may take, where the system has such bounds."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        ("RLIMIT_AS", request.get("memory", 0)),
        ("RLIMIT_CPU", request.get("cpu", 0)),
        ("RLIMIT_FSIZE", request.get("fileSize", 0)),
        ("RLIMIT_NPROC", request.get("processes", 0)),
        # A crash is told in words; nobody wants its core file.
        ("RLIMIT_CORE", 0 if request.get("memory", 0) else None),
    )
    for name, value in wanted:
        kind = getattr(resource, name, None)
        if kind is None or value is None or (value == 0 and name != "RLIMIT_CORE"):
            continue
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(kind, (value, hard))
        except (OSError, ValueError):
            # macOS has the names and refuses some of the values; the time limit holds all the same.
            continue


def refuse_network() -> None:
    """Makes the socket module act as on a machine that is not connected."""

    def hook(event: str, arguments: Any) -> None:
        if event not in _NETWORK_EVENTS:
            return
        # An address that is text is a file on this machine: a Unix domain socket.
        address = arguments[1] if len(arguments) > 1 else None
        if event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(
            address, (str, bytes)
        ):
            return
        raise OSError(
            errno.ENETUNREACH, "the network is out of reach while dvp imports a plugin"
        )

    sys.addaudithook(hook)


def restore_site_builtins() -> None:
    """Adds ``exit`` and ``quit``, which Python itself has and ``-S`` leaves out."""
    try:
        from _sitebuiltins import Quitter
    except ImportError:
        return
    for name in ("exit", "quit"):
        setattr(builtins, name, Quitter(name, "Ctrl-D"))


class Importer:
    """One import of one plugin."""

    def __init__(self, request: Dict[str, Any]) -> None:
        self._request = request
        self._source = str(request["srcDir"])
        self._real_source = os.path.realpath(self._source)

    def prepare(self, before: Optional[Set[str]] = None) -> None:
        """Sets up what the plugin sees: search path and arguments.

        :param before: the modules that Python itself has loaded at its start
        """
        started_with = set(sys.modules) if before is None else before
        standard = [path for path in sys.path if path]
        sys.path[:] = list(self._request["paths"]) + standard
        # Loaded while only our own and Python's modules are in reach, whatever srcDir holds.
        importlib.import_module("dlpx.virtualization.platform")
        importlib.import_module("dlpx.virtualization.libs")
        sys.path[:] = (
            list(self._request["paths"])
            + [self._source]
            + list(self._request.get("libraries", ()))
            + standard
        )
        sys.argv[:] = [""]
        self._forget_shadowed(started_with)

    def _forget_shadowed(self, before: Set[str]) -> None:
        """A module of srcDir hides one of Python's, unless Python itself starts with that."""
        for name in [n for n in sys.modules if n not in before and n not in _WITH_SITE]:
            top = os.path.join(self._source, name.split(".")[0])
            if not name.startswith("dlpx") and (
                os.path.isfile(top + ".py") or os.path.isdir(top)
            ):
                del sys.modules[name]

    def run(self) -> Dict[str, Any]:
        """Imports the plugin.

        :return: the answer, ready for JSON
        """
        answer: Dict[str, Any] = {"python": "%d.%d.%d" % sys.version_info[:3]}
        try:
            module = importlib.import_module(self._request["module"])
            entry = getattr(module, self._request["object"])
        except BaseException as error:  # SystemExit among them
            answer["outcome"] = "raised"
            answer["error"] = self.describe(error, error.__traceback__)
            return answer
        answer["outcome"] = "imported"
        answer.update(self._registered(entry))
        return answer

    def _registered(self, entry: Any) -> Dict[str, Any]:
        from dlpx.virtualization.platform import Plugin

        if not issubclass(type(entry), Plugin):
            return {"objectType": _text(type(entry).__name__)}
        others = [
            value
            for value in gc.get_objects()
            if issubclass(type(value), Plugin) and value is not entry
        ]
        return {
            "registrations": self._registrations(entry),
            "others": [r for other in others for r in self._registrations(other)],
        }

    def _registrations(self, plugin: Any) -> List[Dict[str, Any]]:
        registry = vars(plugin).get("_registry")
        if registry is None:
            return []
        shown = []
        for registration in registry.registrations[:_MAX_REGISTRATIONS]:
            author = _author(registration.function)
            place = self._place(author.__code__.co_filename, author.__code__.co_firstlineno)
            row = {
                "operation": registration.operation,
                "function": author.__code__.co_name,
                "place": place.as_json(),
            }
            if registration.migration_id is not None:
                row["migrationId"] = registration.migration_id
                row["migrationType"] = registration.migration_type.name
            shown.append(row)
        return shown

    def _place(self, file: str, line: Optional[int]) -> _Place:
        """A place, with the file's name relative to srcDir when it lies below."""
        try:
            real = os.path.realpath(file)
            inside = os.path.commonpath([real, self._real_source]) == self._real_source
        except (OSError, ValueError):
            return _Place(_text(file), line or 0)
        if inside:
            real = os.path.relpath(real, self._real_source).replace(os.sep, "/")
        return _Place(_text(real), line or 0)

    def describe(
        self, error: BaseException, trace: Optional[TracebackType]
    ) -> Dict[str, Any]:
        """An exception with the plugin's own frames, innermost last."""
        frames = []
        while trace is not None:
            frames.append((trace.tb_frame, trace.tb_lineno))
            trace = trace.tb_next
        shown = self._own_frames(frames)
        if isinstance(error, SyntaxError) and error.filename:
            place = self._place(error.filename, error.lineno)
            if not os.path.isabs(place.file) and not place.file.startswith("<"):
                shown.append(dict(place.as_json(), function="<module>"))
        described = {
            "type": _text(type(error).__name__),
            "message": _message(error),
            "frames": shown[-_MAX_FRAMES:],
        }
        if isinstance(error, ImportError) and error.name:
            described["module"] = _text(error.name)
        return described

    def _own_frames(self, frames: Any) -> List[Dict[str, Any]]:
        own = []
        for frame, line in frames:
            file = frame.f_code.co_filename
            place = self._place(file, line)
            if not os.path.isabs(place.file) and not file.startswith("<"):
                own.append(dict(place.as_json(), function=_text(frame.f_code.co_name)))
        return own

    def exited(self, code: Any, depth: int) -> Dict[str, Any]:
        """The answer for a plugin that ends the process under our feet."""
        frames = []
        frame = sys._getframe(depth)
        while frame is not None:
            frames.append((frame, frame.f_lineno))
            frame = frame.f_back  # type: ignore[assignment]
        return {
            "python": "%d.%d.%d" % sys.version_info[:3],
            "outcome": "raised",
            "error": {
                "type": "os._exit",
                "message": _text(str(code)),
                "frames": self._own_frames(reversed(frames))[-_MAX_FRAMES:],
            },
        }


def _author(function: Callable[..., Any]) -> FunctionType:
    """The function that the author wrote, below wrappers that name it."""
    for _ in range(_MAX_WRAPPERS):
        inner = vars(function).get("__wrapped__")
        if not isinstance(inner, FunctionType):
            break
        function = inner
    return function  # type: ignore[return-value]


def _text(text: str) -> str:
    """Text that is not too long, and that UTF-8 can hold."""
    return text[:_MAX_TEXT].encode("utf-8", "backslashreplace").decode("utf-8")


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.msg:
        return _text(str(error.msg))
    try:
        return _text(str(error))
    except BaseException:
        return "<its message cannot be shown>"


def _answer(file: str, answer: Dict[str, Any]) -> None:
    """Writes the answer beside its place and moves it there: it is whole, or not there."""
    data = json.dumps(answer).encode("ascii")
    with open(file + ".part", "wb") as out:
        out.write(data)
    os.replace(file + ".part", file)


def main() -> None:
    """Reads the request, imports, answers, and ends whatever still runs in this process."""
    request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    importer = Importer(request)
    leave = os._exit
    process = os.getpid()
    # Kept here: the plugin may put its own in their places.
    write, file = _answer, str(request["answer"])

    def leave_with_word(code: int) -> None:
        if os.getpid() == process:
            write(file, importer.exited(code, 2))
        leave(code)

    # By its session dvp finds whatever it starts, also what outlives its parent.
    if hasattr(os, "setsid"):
        try:
            os.setsid()
        except OSError:
            # It leads one already.
            pass
    # Ctrl-C at a terminal reaches this process too; it is the caller who ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    importer.prepare(set(_AT_START))
    restore_site_builtins()
    refuse_network()
    limit_resources(request)
    os._exit = leave_with_word  # type: ignore[assignment]
    answer = importer.run()
    if os.getpid() == process:
        write(file, answer)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                # Closed or replaced by the plugin: then there is nothing of it to save.
                continue
    leave(0)


if __name__ == "__main__":
    main()
