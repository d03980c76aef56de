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

import errno
import gc
import importlib
import json
import os
from types import TracebackType
from typing import Any, Dict, Optional

# The package lies beside this file, where `-I` does not let Python look.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _dvp.loading import Loader, flush, leave_alone, restore_site_builtins
from _dvp.places import message, text
from _dvp.resources import limit_resources

del sys.path[0]

__all__ = ["Importer", "main", "refuse_network"]

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


class Importer:
    """One import of one plugin."""

    def __init__(self, request: Dict[str, Any]) -> None:
        self._request = request
        self.loader = Loader(
            str(request["srcDir"]), request["paths"], request.get("libraries", ())
        )

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
            answer["error"] = self._describe(error, error.__traceback__)
            return answer
        answer["outcome"] = "imported"
        answer.update(self._registered(entry))
        return answer

    def _registered(self, entry: Any) -> Dict[str, Any]:
        from dlpx.virtualization.platform import Plugin

        if not issubclass(type(entry), Plugin):
            return {"objectType": text(type(entry).__name__)}
        others = [
            value
            for value in gc.get_objects()
            if issubclass(type(value), Plugin) and value is not entry
        ]
        return {
            "registrations": self.loader.registrations(entry),
            "others": [r for other in others for r in self.loader.registrations(other)],
        }

    def _describe(
        self, error: BaseException, trace: Optional[TracebackType]
    ) -> Dict[str, Any]:
        described = {
            "type": text(type(error).__name__),
            "message": message(error),
            "frames": self.loader.places.way(error, trace),
        }
        if isinstance(error, ImportError) and error.name:
            described["module"] = text(error.name)
        return described

    def exited(self, code: Any, depth: int) -> Dict[str, Any]:
        """The answer for a plugin that ends the process under our feet."""
        return {
            "python": "%d.%d.%d" % sys.version_info[:3],
            "outcome": "raised",
            "error": {
                "type": "os._exit",
                "message": text(str(code)),
                "frames": self.loader.places.above(sys._getframe(depth)),
            },
        }


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

    leave_alone()
    importer.loader.prepare(set(_AT_START))
    restore_site_builtins()
    refuse_network()
    limit_resources(request)
    os._exit = leave_with_word  # type: ignore[assignment]
    answer = importer.run()
    if os.getpid() == process:
        write(file, answer)
        flush()
    leave(0)


if __name__ == "__main__":
    main()
