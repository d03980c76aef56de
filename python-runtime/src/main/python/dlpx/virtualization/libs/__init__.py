"""What operations do on hosts, through the engine."""

from dlpx.virtualization.libs import exceptions
from dlpx.virtualization.libs._calls import (
    RunResult,
    retrieve_credentials,
    run_bash,
    run_expect,
    run_powershell,
    run_sync,
    upgrade_password,
)
from dlpx.virtualization.libs._logging import PlatformHandler

__all__ = [
    "PlatformHandler",
    "RunResult",
    "exceptions",
    "retrieve_credentials",
    "run_bash",
    "run_expect",
    "run_powershell",
    "run_sync",
    "upgrade_password",
]
