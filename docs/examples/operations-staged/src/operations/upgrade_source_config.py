"""Source configs of release 0.9 had no name, those of 1.0 have that of their folder."""

import os
from typing import Any, Dict

from operations import plugin


@plugin.upgrade.source_config("2026.01.11")
def name_from_path(old_source_config: Dict[str, Any]) -> Dict[str, Any]:
    new_source_config = dict(old_source_config)
    new_source_config["name"] = os.path.basename(old_source_config["path"])
    return new_source_config
