"""Loads a plugin's entry point with what an engine would let it see, and reads its registrations."""

from __future__ import annotations

import builtins
import importlib
import os
import signal
import sys
from typing import Any, Dict, Iterable, List, Sequence, Set

from _dvp.places import Places, author

__all__ = ["Loader", "flush", "leave_alone", "restore_site_builtins"]

_MAX_REGISTRATIONS = 10000

# What `site` has loaded on an engine before a plugin is looked at; here `-S` leaves it out.
_WITH_SITE = frozenset(
    ["_collections_abc", "abc", "codecs", "genericpath", "io", "ntpath", "os", "posixpath", "stat"]
)


def restore_site_builtins() -> None:
    """Adds ``exit`` and ``quit``, which Python itself has and ``-S`` leaves out."""
    try:
        from _sitebuiltins import Quitter
    except ImportError:
        return
    for name in ("exit", "quit"):
        setattr(builtins, name, Quitter(name, "Ctrl-D"))


def leave_alone() -> None:
    """Begins a session, and leaves the terminal's Ctrl-C to the caller.

    By its session dvp finds whatever the process starts, also what outlives its parent.
    """
    if hasattr(os, "setsid"):
        try:
            os.setsid()
        except OSError:
            # It leads one already.
            pass
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def flush() -> None:
    """Has what the plugin printed written, as far as it lets us."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            # Closed or replaced by the plugin: then there is nothing of it to save.
            continue


class Loader:
    """One plugin.

    :param source: the folder of its source
    :param paths: folders that are searched before it
    :param libraries: folders that are searched after it
    """

    def __init__(self, source: str, paths: Sequence[str], libraries: Iterable[str]) -> None:
        self._source = source
        self._paths = list(paths)
        self._libraries = list(libraries)
        self.places = Places(source)

    def prepare(self, started_with: Set[str]) -> None:
        """Sets up what the plugin sees: search path and arguments.

        :param started_with: the modules that Python itself has loaded at its start
        """
        standard = [path for path in sys.path if path]
        sys.path[:] = self._paths + standard
        # Loaded while only our own and Python's modules are in reach, whatever the source holds.
        importlib.import_module("dlpx.virtualization.platform")
        importlib.import_module("dlpx.virtualization.libs")
        sys.path[:] = self._paths + [self._source] + self._libraries + standard
        sys.argv[:] = [""]
        self._forget_shadowed(started_with)

    def _forget_shadowed(self, before: Set[str]) -> None:
        """A module of the source hides one of Python's, unless Python itself starts with that."""
        for name in [n for n in sys.modules if n not in before and n not in _WITH_SITE]:
            top = os.path.join(self._source, name.split(".")[0])
            if not name.startswith("dlpx") and (
                os.path.isfile(top + ".py") or os.path.isdir(top)
            ):
                del sys.modules[name]

    def registrations(self, plugin: Any) -> List[Dict[str, Any]]:
        """What a plugin object holds, as the protocols have it."""
        registry = vars(plugin).get("_registry")
        if registry is None:
            return []
        shown = []
        for registration in registry.registrations[:_MAX_REGISTRATIONS]:
            code = author(registration.function).__code__
            place = self.places.place(code.co_filename, code.co_firstlineno)
            row = {
                "operation": registration.operation,
                "function": code.co_name,
                "place": place.as_json(),
            }
            if registration.migration_id is not None:
                row["migrationId"] = registration.migration_id
                row["migrationType"] = registration.migration_type.name
            shown.append(row)
        return shown
