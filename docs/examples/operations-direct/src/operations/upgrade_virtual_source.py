"""Virtual sources of release 0.9 had a folder and a name in it, those of 1.0 have one path."""

from typing import Any, Dict

from operations import plugin


@plugin.upgrade.virtual_source("2026.01.13")
def join_mount_path(old_virtual_source: Dict[str, Any]) -> Dict[str, Any]:
    new_virtual_source = dict(old_virtual_source)
    folder = new_virtual_source.pop("mountFolder")
    name = new_virtual_source.pop("mountName")
    new_virtual_source["mountPath"] = folder.rstrip("/") + "/" + name
    return new_virtual_source
