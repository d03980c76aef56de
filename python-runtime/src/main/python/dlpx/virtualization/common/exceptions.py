"""What goes wrong between a plugin and the platform."""

__all__ = ["PlatformError", "PluginRuntimeError"]


class PluginRuntimeError(Exception):
    """The plugin cannot go on; its users see the message.

    :param message: what went wrong, in whole sentences
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PlatformError(PluginRuntimeError):
    """The plugin uses the platform in a way that it refuses."""
