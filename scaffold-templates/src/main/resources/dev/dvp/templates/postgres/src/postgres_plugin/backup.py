"""The staged backup: taken from the running source, into the folder that the engine mounts."""

from __future__ import annotations

import logging
from typing import Dict

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)
from postgres_plugin import host, installs, server

logger = logging.getLogger(__name__)

ASK_SOURCE = r"""
"$BINARIES/psql" -XAtqw -v ON_ERROR_STOP=1 <<'SQL'
select current_setting('server_version_num')::int / 10000,
  (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global'));
SQL
"""

# Beside the last one, and put in its place when it is whole: a backup that fails harms nothing.
TAKE_BACKUP = r"""
new="${MOUNT:?}/data.new"
rm -rf "$new" || exit
"$BINARIES/pg_basebackup" -D "$new" --wal-method=stream --checkpoint=fast --no-password &&
  if [ "$VERIFY" = yes ] && [ -x "$BINARIES/pg_verifybackup" ]; then
    "$BINARIES/pg_verifybackup" --quiet "$new"
  fi || { status=$?; rm -rf "$new"; exit "$status"; }
rm -rf "$MOUNT/data" && mv "$new" "$MOUNT/data"
"""


def wanted_path(staged_source: StagedSource) -> str:
    """Where the data is to be staged: where the user says, or in a folder of its own."""
    wanted: str = staged_source.parameters.mount_path or ""
    scratch = staged_source.staged_connection.environment.host.scratch_path
    return wanted or "{}/postgres-staging/{}".format(scratch, staged_source.guid)


def take(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    verify: bool,
) -> None:
    """Takes a base backup, in place of the one that is there."""
    connection = staged_source.staged_connection
    server.require_ordinary_user(connection)
    variables = _login(staged_source, source_config)
    variables["BINARIES"] = repository.binaries
    _check_source(staged_source, repository, source_config, variables)
    variables["MOUNT"] = _mount(staged_source)
    variables["VERIFY"] = "yes" if verify else "no"
    logger.info("Taking a base backup of %s.", source_config.name)
    host.run(
        connection,
        TAKE_BACKUP,
        variables,
        failed="The backup of {} failed.".format(source_config.name),
        action="The user needs the right REPLICATION and a line for `replication` in the"
        " source's pg_hba.conf, and the staging host needs room.",
    )


def describe(
    staged_source: StagedSource, repository: RepositoryDefinition
) -> SnapshotDefinition:
    """What was staged."""
    connection = staged_source.staged_connection
    return server.describe(connection, repository, _data(staged_source))


def check_staging(staged_source: StagedSource, repository: RepositoryDefinition) -> None:
    """Refuses staged data that the installation cannot run; none at all is fine."""
    connection = staged_source.staged_connection
    there = libs.run_bash(
        connection, '[ -e "$DATA/PG_VERSION" ]', {"DATA": _data(staged_source)}
    )
    if there.exit_code == 0:
        server.check_version(connection, repository, _data(staged_source))


def remove_leftovers(staged_source: StagedSource) -> None:
    """Removes what a backup that was cut off left."""
    host.run(
        staged_source.staged_connection,
        'rm -rf "${MOUNT:?}/data.new"',
        {"MOUNT": _mount(staged_source)},
    )


def size(staged_source: StagedSource) -> int:
    """The bytes of what is staged."""
    return host.folder_size(staged_source.staged_connection, _mount(staged_source))


def _check_source(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    variables: Dict[str, str],
) -> None:
    answer = host.run(
        staged_source.staged_connection,
        ASK_SOURCE,
        variables,
        failed="{} does not let '{}' in.".format(
            source_config.name, staged_source.parameters.user
        ),
        action="Look whether the cluster runs, whether host and port are right, and what"
        " its pg_hba.conf says for this user.",
    )
    version, _, tablespaces = answer.partition("|")
    if version != installs.major(repository):
        raise UserError(
            "{} is PostgreSQL {}, and the chosen installation is {}.".format(
                source_config.name, version, repository.version
            ),
            "Choose an installation of the same major version on the staging host.",
        )
    if tablespaces != "0":
        raise UserError(
            "{} has tablespaces of its own, which this plugin does not copy.".format(
                source_config.name
            ),
            "Move what is in them to pg_default, or teach the plugin"
            " `pg_basebackup --tablespace-mapping`.",
        )


def _login(
    staged_source: StagedSource, source_config: SourceConfigDefinition
) -> Dict[str, str]:
    """How to log in. As variables: what stands on a command line, everybody may read."""
    variables = {
        "PGHOST": source_config.host,
        "PGPORT": source_config.port,
        "PGUSER": staged_source.parameters.user,
        "PGDATABASE": "postgres",
        "PGCONNECT_TIMEOUT": "20",
    }
    if staged_source.parameters.password:
        variables["PGPASSWORD"] = staged_source.parameters.password
    return variables


def _mount(staged_source: StagedSource) -> str:
    path: str = staged_source.mount.mount_path
    return path


def _data(staged_source: StagedSource) -> str:
    # Not the mount itself, whose owner and rights are the engine's business.
    return _mount(staged_source) + "/data"
