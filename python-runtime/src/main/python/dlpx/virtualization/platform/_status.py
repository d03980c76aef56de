"""Whether a dataset runs."""

from __future__ import annotations

import enum

__all__ = ["Status"]


class Status(enum.Enum):
    """What the status operations give back."""

    ACTIVE = 0
    INACTIVE = 1
