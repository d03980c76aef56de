"""The engine's log, as a handler of ``logging``."""

from __future__ import annotations

import logging

from dlpx.virtualization.libs import _engine

__all__ = ["PlatformHandler"]


class PlatformHandler(logging.Handler):
    """Hands what a plugin logs to the engine.

    Without an engine, as while ``dvp --import`` looks at the plugin, there is nobody to take it:
    records are formatted, so that a broken one is noticed, and dropped.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Takes one record."""
        try:
            line = self.format(record)
            engine = _engine.connected()
            if engine is not None:
                engine.log(record, line)
        except Exception:
            self.handleError(record)
