"""Makes the objects that an operation is called with of what the protocol sends."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Dict, Optional

from dlpx.virtualization.common import (
    RemoteConnection,
    RemoteEnvironment,
    RemoteHost,
    RemoteUser,
)
from dlpx.virtualization.platform import (
    DirectSource,
    Mount,
    StagedSource,
    VirtualSource,
)

__all__ = ["arguments", "definition"]


def definition(name: str) -> Any:
    """A class made from the plugin's schema; loaded when it is first needed."""
    return getattr(importlib.import_module("generated.definitions"), name)


def arguments(sent: Dict[str, Any]) -> Dict[str, Any]:
    """Makes the arguments of one call.

    :param sent: values by the operation's argument names
    """
    return {name: _MAKERS.get(name, _as_it_is)(value) for name, value in sent.items()}


def _as_it_is(value: Any) -> Any:
    return value


def _environment(sent: Dict[str, Any]) -> RemoteEnvironment:
    host = sent["host"]
    return RemoteEnvironment(
        sent["name"],
        sent["reference"],
        RemoteHost(
            host["name"], host["reference"], host["binaryPath"], host["scratchPath"]
        ),
    )


def _connection(sent: Dict[str, Any]) -> RemoteConnection:
    user = sent["user"]
    return RemoteConnection(
        _environment(sent["environment"]), RemoteUser(user["name"], user["reference"])
    )


def _mount(sent: Dict[str, Any]) -> Mount:
    return Mount(
        _environment(sent["environment"]), sent["mountPath"], sent.get("sharedPath")
    )


def _of_class(name: str) -> Callable[[Any], Any]:
    def make(sent: Any) -> Any:
        return definition(name).from_dict(sent)

    return make


def _snapshot_parameters(sent: Optional[Dict[str, Any]]) -> Any:
    return None if sent is None else _of_class("SnapshotParametersDefinition")(sent)


def _direct_source(sent: Dict[str, Any]) -> DirectSource:
    return DirectSource(
        sent["guid"],
        _connection(sent["connection"]),
        _of_class("LinkedSourceDefinition")(sent["parameters"]),
    )


def _staged_source(sent: Dict[str, Any]) -> StagedSource:
    return StagedSource(
        sent["guid"],
        _connection(sent["sourceConnection"]),
        _of_class("LinkedSourceDefinition")(sent["parameters"]),
        _mount(sent["mount"]),
        _connection(sent["stagedConnection"]),
    )


def _virtual_source(sent: Dict[str, Any]) -> VirtualSource:
    return VirtualSource(
        sent["guid"],
        _connection(sent["connection"]),
        _of_class("VirtualSourceDefinition")(sent["parameters"]),
        [_mount(mount) for mount in sent["mounts"]],
    )


_MAKERS: Dict[str, Callable[[Any], Any]] = {
    "source_connection": _connection,
    "repository": _of_class("RepositoryDefinition"),
    "source_config": _of_class("SourceConfigDefinition"),
    "snapshot": _of_class("SnapshotDefinition"),
    "optional_snapshot_parameters": _snapshot_parameters,
    "direct_source": _direct_source,
    "staged_source": _staged_source,
    "virtual_source": _virtual_source,
}
