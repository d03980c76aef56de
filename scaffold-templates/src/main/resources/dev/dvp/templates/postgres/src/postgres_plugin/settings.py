"""The settings of a copy: a place of its own, and nothing that reaches back to the source."""

from __future__ import annotations

from typing import Dict

from dlpx.virtualization.common import RemoteConnection
from postgres_plugin import host

#: What a copy must not have from its source, whatever the source has.
DETACHED = {
    "archive_mode": "off",
    "archive_command": "",
    "restore_command": "",
    "primary_conninfo": "",
    "primary_slot_name": "",
    # Or each commit would wait for a standby that the copy does not have.
    "synchronous_standby_names": "",
    # The log is where the plugin looks when the copy does not start.
    "logging_collector": "off",
}

#: The longest path of a socket is 107 bytes.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.65535")

# postgresql.auto.conf is read last, and written as ALTER SYSTEM does. Files that name places
# outside of the copy lose these lines, and files that were elsewhere (Debian keeps them in
# /etc) are made anew: whoever owns the copy's process may log in through its socket, everybody
# else with a password.
WRITE_SETTINGS = r"""
set -e
umask 077
cd "$DATA"
chmod 700 .
rm -f standby.signal recovery.signal
places='data_directory|hba_file|ident_file|external_pid_file'
if [ -e postgresql.conf ]; then
  sed -i -E "s/^[[:space:]]*($places)[[:space:]=]/# a copy has its own: &/I" postgresql.conf
else
  echo '# The settings of this copy are in postgresql.auto.conf.' > postgresql.conf
fi
if ! [ -e pg_hba.conf ]; then
  printf '%s\n' 'local all all peer map=copy' 'host all all all scram-sha-256' > pg_hba.conf
  printf '%s\n' "copy \"$(id -un)\" postgres" 'copy /^(.*)$ \1' > pg_ident.conf
fi
touch pg_ident.conf postgresql.auto.conf
awk -v names="$NAMES" '
  BEGIN { count = split(names, list, " "); for (i = 1; i <= count; i++) ours[list[i]] = 1 }
  { name = $0; sub(/^[ \t]+/, "", name); sub(/[ \t=].*/, "", name) }
  !(tolower(name) in ours)
' postgresql.auto.conf > postgresql.auto.conf.new
printf '%s\n' "$SETTINGS" >> postgresql.auto.conf.new
mv postgresql.auto.conf.new postgresql.auto.conf
"""


def write(
    connection: RemoteConnection,
    data: str,
    port: int,
    listen_addresses: str,
    socket_folder: str,
) -> None:
    """Makes data ready to be started as a copy.

    :param connection: where the data is
    :param data: the data folder; nothing may run on it
    :param port: the port of the copy
    :param listen_addresses: the addresses that it listens on
    :param socket_folder: where its socket goes; without one, where the path is too long
    """
    settings = dict(DETACHED)
    settings["port"] = str(port)
    settings["listen_addresses"] = listen_addresses
    fits = len(socket_folder.encode("utf-8")) <= LONGEST_SOCKET_FOLDER
    settings["unix_socket_directories"] = socket_folder if fits else ""
    host.run(
        connection,
        WRITE_SETTINGS,
        {"DATA": data, "NAMES": " ".join(settings), "SETTINGS": _lines(settings)},
        failed="The settings of the copy in '{}' cannot be written.".format(data),
        action="The data must be there, and be the environment user's.",
    )


def _lines(settings: Dict[str, str]) -> str:
    return "\n".join(
        "{} = '{}'".format(name, value.replace("'", "''"))
        for name, value in sorted(settings.items())
    )
