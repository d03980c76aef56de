"""The decorators of the plugin object, one a row of the platform's catalogue of operations."""

from __future__ import annotations

from typing import Any

from dlpx.virtualization.platform._migrations import MigrationType
from dlpx.virtualization.platform._registry import Decorator, Group

__all__ = [
    "DiscoveryOperations",
    "LinkedOperations",
    "UpgradeOperations",
    "VirtualOperations",
]


class DiscoveryOperations(Group):
    """Finds what can be linked."""

    _name = "discovery"

    def repository(self) -> Decorator[Any]:
        """Repository Discovery.

        It is called with
        ``(source_connection)``,
        and gives back list[RepositoryDefinition].
        """
        return self._operation("repository")

    def source_config(self) -> Decorator[Any]:
        """Source Config Discovery.

        It is called with
        ``(source_connection, repository)``,
        and gives back list[SourceConfigDefinition].
        """
        return self._operation("source_config")


class LinkedOperations(Group):
    """Takes and keeps the copies of a linked source."""

    _name = "linked"

    def pre_snapshot(self) -> Decorator[Any]:
        """Linked Source Pre-Snapshot.

        It is called with
        ``(direct_source, repository, source_config, optional_snapshot_parameters)`` of a DIRECT plugin or
        ``(staged_source, repository, source_config, optional_snapshot_parameters)`` of a STAGED plugin,
        and gives back None.
        """
        return self._operation("pre_snapshot")

    def post_snapshot(self) -> Decorator[Any]:
        """Linked Source Post-Snapshot.

        It is called with
        ``(direct_source, repository, source_config, optional_snapshot_parameters)`` of a DIRECT plugin or
        ``(staged_source, repository, source_config, optional_snapshot_parameters)`` of a STAGED plugin,
        and gives back SnapshotDefinition.
        """
        return self._operation("post_snapshot")

    def source_size(self) -> Decorator[Any]:
        """Linked Source Size.

        It is called with
        ``(direct_source, repository, source_config)`` of a DIRECT plugin or
        ``(staged_source, repository, source_config)`` of a STAGED plugin,
        and gives back non-negative number (bytes).
        """
        return self._operation("source_size")

    def start_staging(self) -> Decorator[Any]:
        """Staged Linked Source Start-Staging.

        It is called with
        ``(staged_source, repository, source_config)`` of a STAGED plugin,
        and gives back None.
        """
        return self._operation("start_staging")

    def stop_staging(self) -> Decorator[Any]:
        """Staged Linked Source Stop-Staging.

        It is called with
        ``(staged_source, repository, source_config)`` of a STAGED plugin,
        and gives back None.
        """
        return self._operation("stop_staging")

    def status(self) -> Decorator[Any]:
        """Staged Linked Source Status.

        It is called with
        ``(staged_source, repository, source_config)`` of a STAGED plugin,
        and gives back Status (Status.ACTIVE is assumed when absent).
        """
        return self._operation("status")

    def worker(self) -> Decorator[Any]:
        """Staged Linked Source Worker.

        It is called with
        ``(staged_source, repository, source_config)`` of a STAGED plugin,
        and gives back None.
        """
        return self._operation("worker")

    def mount_specification(self) -> Decorator[Any]:
        """Staged Linked Source Mount Specification.

        It is called with
        ``(staged_source, repository)`` of a STAGED plugin,
        and gives back MountSpecification.
        """
        return self._operation("mount_specification")


class VirtualOperations(Group):
    """Runs virtual copies."""

    _name = "virtual"

    def initialize(self) -> Decorator[Any]:
        """Virtual Source Initialize.

        It is called with
        ``(virtual_source, repository)``,
        and gives back SourceConfigDefinition.
        """
        return self._operation("initialize")

    def configure(self) -> Decorator[Any]:
        """Virtual Source Configure.

        It is called with
        ``(virtual_source, repository, snapshot)``,
        and gives back SourceConfigDefinition.
        """
        return self._operation("configure")

    def unconfigure(self) -> Decorator[Any]:
        """Virtual Source Unconfigure.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back None.
        """
        return self._operation("unconfigure")

    def reconfigure(self) -> Decorator[Any]:
        """Virtual Source Reconfigure.

        It is called with
        ``(virtual_source, repository, source_config, snapshot)``,
        and gives back SourceConfigDefinition.
        """
        return self._operation("reconfigure")

    def cleanup(self) -> Decorator[Any]:
        """Virtual Source Cleanup.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back None.
        """
        return self._operation("cleanup")

    def start(self) -> Decorator[Any]:
        """Virtual Source Start.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back None.
        """
        return self._operation("start")

    def stop(self) -> Decorator[Any]:
        """Virtual Source Stop.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back None.
        """
        return self._operation("stop")

    def pre_snapshot(self) -> Decorator[Any]:
        """Virtual Source Pre-Snapshot.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back None.
        """
        return self._operation("pre_snapshot")

    def post_snapshot(self) -> Decorator[Any]:
        """Virtual Source Post-Snapshot.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back SnapshotDefinition.
        """
        return self._operation("post_snapshot")

    def mount_specification(self) -> Decorator[Any]:
        """Virtual Source Mount Specification.

        It is called with
        ``(virtual_source, repository)``,
        and gives back MountSpecification.
        """
        return self._operation("mount_specification")

    def status(self) -> Decorator[Any]:
        """Virtual Source Status.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back Status (Status.ACTIVE is assumed when absent).
        """
        return self._operation("status")

    def source_size(self) -> Decorator[Any]:
        """Virtual Source Size.

        It is called with
        ``(virtual_source, repository, source_config)``,
        and gives back non-negative number (bytes).
        """
        return self._operation("source_size")


class UpgradeOperations(Group):
    """Brings stored objects to a newer schema; each function takes and gives back a dict."""

    _name = "upgrade"

    def repository(
        self,
        migration_id: str,
        migration_type: MigrationType = MigrationType.PLATFORM,
    ) -> Decorator[Any]:
        """Repository Data Migration: ``(old_repository)``."""
        return self._migration("repository", migration_id, migration_type)

    def source_config(
        self,
        migration_id: str,
        migration_type: MigrationType = MigrationType.PLATFORM,
    ) -> Decorator[Any]:
        """Source Config Data Migration: ``(old_source_config)``."""
        return self._migration("source_config", migration_id, migration_type)

    def linked_source(
        self,
        migration_id: str,
        migration_type: MigrationType = MigrationType.PLATFORM,
    ) -> Decorator[Any]:
        """Linked Source Data Migration: ``(old_linked_source)``."""
        return self._migration("linked_source", migration_id, migration_type)

    def virtual_source(
        self,
        migration_id: str,
        migration_type: MigrationType = MigrationType.PLATFORM,
    ) -> Decorator[Any]:
        """Virtual Source Data Migration: ``(old_virtual_source)``."""
        return self._migration("virtual_source", migration_id, migration_type)

    def snapshot(
        self,
        migration_id: str,
        migration_type: MigrationType = MigrationType.PLATFORM,
    ) -> Decorator[Any]:
        """Snapshot Data Migration: ``(old_snapshot)``."""
        return self._migration("snapshot", migration_id, migration_type)
