"""Linked sources of release 0.9 had their patterns in one text, those of 1.0 in a list."""

from typing import Any, Dict

from operations import plugin


@plugin.upgrade.linked_source("2026.01.12")
def split_patterns(old_linked_source: Dict[str, Any]) -> Dict[str, Any]:
    new_linked_source = dict(old_linked_source)
    # It was optional: a source that was linked without it has none.
    patterns = old_linked_source.get("exclude", "")
    new_linked_source["exclude"] = [part.strip() for part in patterns.split(",") if part.strip()]
    return new_linked_source
