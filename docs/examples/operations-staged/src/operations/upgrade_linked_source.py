"""Linked sources of release 0.9 called their folder stagingPath, those of 1.0 mountPath."""

from typing import Any, Dict

from operations import plugin


@plugin.upgrade.linked_source("2026.01.12")
def rename_staging_path(old_linked_source: Dict[str, Any]) -> Dict[str, Any]:
    new_linked_source = dict(old_linked_source)
    new_linked_source["mountPath"] = new_linked_source.pop("stagingPath")
    return new_linked_source
