"""The operations of this plugin, one module each, and the object they are registered on."""

import logging

from dlpx.virtualization.libs import PlatformHandler
from dlpx.virtualization.platform import Plugin

# What is logged reaches the plugin's log on the engine by this.
logging.getLogger().addHandler(PlatformHandler())
logging.getLogger().setLevel(logging.INFO)

plugin = Plugin()
