"""The engine's log, as a handler of ``logging``."""

from __future__ import annotations

import logging

__all__ = ["PlatformHandler"]


class PlatformHandler(logging.Handler):
    """Hands what a plugin logs to the engine.

    Without an engine, as while the plugin is imported, there is nobody to take it: records are
    formatted, so that a broken one is noticed, and dropped.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Takes one record."""
        try:
            self.format(record)
        except Exception:
            self.handleError(record)
