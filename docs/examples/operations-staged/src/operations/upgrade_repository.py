"""Repositories of release 0.9 knew the folder of rsync, those of 1.0 know the program."""

from typing import Any, Dict

from operations import plugin


@plugin.upgrade.repository("2026.01.10")
def folder_to_program(old_repository: Dict[str, Any]) -> Dict[str, Any]:
    new_repository = dict(old_repository)
    folder = new_repository.pop("folder")
    new_repository["program"] = folder + "/rsync"
    return new_repository
