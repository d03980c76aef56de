"""Snapshots of release 0.9 wrote a time in two parts, those of 1.0 write one."""

from typing import Any, Dict

from operations import plugin


@plugin.upgrade.snapshot("2026.01.14")
def join_time(old_snapshot: Dict[str, Any]) -> Dict[str, Any]:
    new_snapshot = dict(old_snapshot)
    day = new_snapshot.pop("day")
    time = new_snapshot.pop("time")
    new_snapshot["takenAt"] = "{}T{}Z".format(day, time)
    return new_snapshot
