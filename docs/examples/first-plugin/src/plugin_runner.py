"""A plugin for TinyKV, where a database is a folder and a key is a file."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import Mount, MountSpecification, Plugin, Status
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)

plugin = Plugin()


def run(connection, command, **variables):
    """Runs a command on the machine, and gives back what it printed."""
    result = libs.run_bash(connection, command, variables)
    if result.exit_code != 0:
        raise UserError("A command failed.", "See what it printed.", result.stderr)
    return result.stdout.strip()


# Discovery


@plugin.discovery.repository()
def find_programs(source_connection):
    version = run(source_connection, "python3 --version")
    return [RepositoryDefinition(name="TinyKV", version=version)]


@plugin.discovery.source_config()
def find_databases(source_connection, repository):
    folders = run(source_connection, "find ~/tinykv -mindepth 1 -maxdepth 1 -type d")
    return [
        SourceConfigDefinition(name=folder.split("/")[-1], path=folder)
        for folder in folders.splitlines()
    ]


# The linked source


@plugin.linked.mount_specification()
def place_staging(staged_source, repository):
    environment = staged_source.staged_connection.environment
    return MountSpecification([Mount(environment, staged_source.parameters.mount_path)])


@plugin.linked.pre_snapshot()
def copy_database(
    staged_source, repository, source_config, optional_snapshot_parameters
):
    run(
        staged_source.staged_connection,
        'find "$TO/" -mindepth 1 -delete && cp -R "$FROM/." "$TO/"',
        FROM=source_config.path,
        TO=staged_source.parameters.mount_path,
    )


@plugin.linked.post_snapshot()
def describe_database(
    staged_source, repository, source_config, optional_snapshot_parameters
):
    return describe(
        staged_source.staged_connection, staged_source.parameters.mount_path
    )


def describe(connection, path):
    keys = run(connection, 'find "$FOLDER/" -type f | wc -l', FOLDER=path)
    return SnapshotDefinition(keys=int(keys))


# The virtual source


@plugin.virtual.mount_specification()
def place_copy(virtual_source, repository):
    environment = virtual_source.connection.environment
    return MountSpecification([Mount(environment, virtual_source.parameters.mount_path)])


@plugin.virtual.start()
def start(virtual_source, repository, source_config):
    # What belongs to the server and not to the data lies beside the data.
    run(
        virtual_source.connection,
        """
        mkdir -p "$DATA.server" && cd "$DATA.server" || exit
        nohup python3 -u -m http.server --bind 127.0.0.1 --directory "$DATA" 0 \\
          > log 2>&1 < /dev/null &
        echo $! > pid
        until grep -q "^Serving" log; do
          kill -0 $! || { cat log >&2; exit 1; }
          sleep 0.1
        done
        sed -n "s,.*http://\\(.*\\)/.*,\\1,p" log > address
        """,
        DATA=virtual_source.parameters.mount_path,
    )


@plugin.virtual.stop()
def stop(virtual_source, repository, source_config):
    run(
        virtual_source.connection,
        """
        [ ! -f "$DATA.server/pid" ] || kill "$(cat "$DATA.server/pid")" || true
        rm -rf "$DATA.server"
        """,
        DATA=virtual_source.parameters.mount_path,
    )


@plugin.virtual.status()
def status(virtual_source, repository, source_config):
    result = libs.run_bash(
        virtual_source.connection,
        'kill -0 "$(cat "$DATA.server/pid")"',
        {"DATA": virtual_source.parameters.mount_path},
    )
    return Status.ACTIVE if result.exit_code == 0 else Status.INACTIVE


@plugin.virtual.configure()
def configure(virtual_source, repository, snapshot):
    path = virtual_source.parameters.mount_path
    source_config = SourceConfigDefinition(name=path.split("/")[-1], path=path)
    start(virtual_source, repository, source_config)
    return source_config


@plugin.virtual.reconfigure()
def reconfigure(virtual_source, repository, source_config, snapshot):
    return configure(virtual_source, repository, snapshot)


@plugin.virtual.unconfigure()
def unconfigure(virtual_source, repository, source_config):
    stop(virtual_source, repository, source_config)


@plugin.virtual.post_snapshot()
def describe_copy(virtual_source, repository, source_config):
    return describe(
        virtual_source.connection, virtual_source.parameters.mount_path
    )
