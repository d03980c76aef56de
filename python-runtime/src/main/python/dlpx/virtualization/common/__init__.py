"""Where an operation works, and as whom."""

from dlpx.virtualization.common._connections import (
    RemoteConnection,
    RemoteEnvironment,
    RemoteHost,
    RemoteUser,
)
from dlpx.virtualization.common._credentials import (
    Credentials,
    KeyPairCredentials,
    PasswordCredentials,
)

__all__ = [
    "Credentials",
    "KeyPairCredentials",
    "PasswordCredentials",
    "RemoteConnection",
    "RemoteEnvironment",
    "RemoteHost",
    "RemoteUser",
]
