"""Bounds what a plugin's process may take."""

from __future__ import annotations

from typing import Any, Dict

__all__ = ["limit_resources"]


def limit_resources(request: Dict[str, Any]) -> None:
    """Sets the bounds, where the system has such.

    :param request: ``memory`` and ``fileSize`` in bytes, ``cpu`` in seconds, ``processes``;
        each 0, or not there, for none
    """
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
