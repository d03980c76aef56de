"""The calls: their arguments are checked here, and an engine does the work."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional

from dlpx.virtualization.common import (
    Credentials,
    KeyPairCredentials,
    PasswordCredentials,
    RemoteConnection,
)
from dlpx.virtualization.common._values import require
from dlpx.virtualization.libs import _engine
from dlpx.virtualization.libs.exceptions import NoEngineError, PluginScriptError

__all__ = [
    "RunResult",
    "retrieve_credentials",
    "run_bash",
    "run_expect",
    "run_powershell",
    "run_sync",
    "upgrade_password",
]


class RunResult(NamedTuple):
    """What a command came to."""

    exit_code: int
    stdout: str
    stderr: str


def _ask(call: str, **arguments: Any) -> Any:
    engine = _engine.connected()
    if engine is None:
        raise NoEngineError(call)
    return engine.call(call, arguments)


def _connection(connection: RemoteConnection) -> Dict[str, Any]:
    environment, user = connection.environment, connection.user
    host = environment.host
    return {
        "environment": {
            "name": environment.name,
            "reference": environment.reference,
            "host": {
                "name": host.name,
                "reference": host.reference,
                "binaryPath": host.binary_path,
                "scratchPath": host.scratch_path,
            },
        },
        "user": {"name": user.name, "reference": user.reference},
    }


def _run(
    call: str,
    connection: RemoteConnection,
    command: str,
    variables: Optional[Dict[str, str]],
    check: bool,
    **more: Any
) -> RunResult:
    answer = _ask(
        call,
        remoteConnection=_connection(connection),
        command=command,
        variables=variables or {},
        **more
    )
    result = RunResult(answer["exitCode"], answer["stdout"], answer["stderr"])
    if check and result.exit_code != 0:
        raise PluginScriptError.of(call, result)
    return result


def _require_command(
    call: str,
    remote_connection: Any,
    command: Any,
    variables: Optional[Dict[str, str]],
) -> None:
    require(call, "remote_connection", remote_connection, RemoteConnection)
    require(call, "command", command, str)
    require(call, "variables", variables, dict, optional=True)
    for name, value in (variables or {}).items():
        require(call, "variables", name, str)
        require(call, "variables", value, str)


def run_bash(
    remote_connection: RemoteConnection,
    command: str,
    variables: Optional[Dict[str, str]] = None,
    use_login_shell: bool = False,
    check: bool = False,
) -> RunResult:
    """Runs a command in bash.

    :param remote_connection: where, and as whom
    :param command: the command
    :param variables: what it finds in its environment: the place for secrets
    :param use_login_shell: whether the user's profile is read first
    :param check: whether an exit code other than 0 raises ``PluginScriptError``
    :return: exit code and output
    """
    _require_command("run_bash", remote_connection, command, variables)
    require("run_bash", "use_login_shell", use_login_shell, bool)
    require("run_bash", "check", check, bool)
    return _run(
        "run_bash",
        remote_connection,
        command,
        variables,
        check,
        useLoginShell=use_login_shell,
    )


def run_powershell(
    remote_connection: RemoteConnection,
    command: str,
    variables: Optional[Dict[str, str]] = None,
    check: bool = False,
) -> RunResult:
    """Runs a command in PowerShell; see :func:`run_bash`."""
    _require_command("run_powershell", remote_connection, command, variables)
    require("run_powershell", "check", check, bool)
    return _run("run_powershell", remote_connection, command, variables, check)


def run_expect(
    remote_connection: RemoteConnection,
    command: str,
    variables: Optional[Dict[str, str]] = None,
) -> RunResult:
    """Runs a script of Expect; see :func:`run_bash`."""
    _require_command("run_expect", remote_connection, command, variables)
    return _run("run_expect", remote_connection, command, variables, False)


def run_sync(
    remote_connection: RemoteConnection,
    source_directory: str,
    rsync_user: Optional[str] = None,
    exclude_paths: Optional[List[str]] = None,
    sym_links_to_follow: Optional[List[str]] = None,
) -> None:
    """Copies a folder of a host into the dataset of a direct plugin.

    :param remote_connection: where, and as whom
    :param source_directory: the folder
    :param rsync_user: whose rsync is run; the connection's user when left out
    :param exclude_paths: what is left out, below the folder
    :param sym_links_to_follow: links whose target is copied
    """
    require("run_sync", "remote_connection", remote_connection, RemoteConnection)
    require("run_sync", "source_directory", source_directory, str)
    require("run_sync", "rsync_user", rsync_user, str, optional=True)
    require("run_sync", "exclude_paths", exclude_paths, list, optional=True)
    require("run_sync", "sym_links_to_follow", sym_links_to_follow, list, optional=True)
    for path in exclude_paths or []:
        require("run_sync", "exclude_paths", path, str)
    for path in sym_links_to_follow or []:
        require("run_sync", "sym_links_to_follow", path, str)
    _ask(
        "run_sync",
        remoteConnection=_connection(remote_connection),
        sourceDirectory=source_directory,
        rsyncUser=rsync_user,
        excludePaths=exclude_paths or [],
        symLinksToFollow=sym_links_to_follow or [],
    )


def retrieve_credentials(credentials_supplier: Dict[str, Any]) -> Credentials:
    """Fetches the credentials that a parameter of the plugin stands for.

    :param credentials_supplier: the parameter's value
    """
    require("retrieve_credentials", "credentials_supplier", credentials_supplier, dict)
    found = _ask("retrieve_credentials", credentialsSupplier=credentials_supplier)
    if found["type"] == "keyPair":
        return KeyPairCredentials(
            found["username"], found["privateKey"], found["publicKey"]
        )
    return PasswordCredentials(found["username"], found["password"])


def upgrade_password(password: str, username: Optional[str] = None) -> Dict[str, Any]:
    """Turns a password of an older schema into a credentials supplier.

    :param password: the password
    :param username: the name that belongs to it
    """
    require("upgrade_password", "password", password, str)
    require("upgrade_password", "username", username, str, optional=True)
    supplier: Dict[str, Any] = _ask(
        "upgrade_password", password=password, username=username
    )
    return supplier
