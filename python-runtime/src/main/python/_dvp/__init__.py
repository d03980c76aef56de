"""What the processes share in which dvp imports a plugin, or calls its operations.

No part of an artifact: an engine has its own. A process loads all that it needs of this package
before the plugin's source is in reach, so that nothing there can take its place.
"""
