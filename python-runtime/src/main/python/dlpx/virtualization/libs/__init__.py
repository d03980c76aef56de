"""What operations do on hosts, through the engine."""

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    # Loading ``logging`` takes longer than all of this package, and not every plugin logs.
    if name == "PlatformHandler":
        from dlpx.virtualization.libs._logging import PlatformHandler

        return PlatformHandler
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
