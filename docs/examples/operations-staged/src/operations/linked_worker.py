"""Brings the staged copy up to date between snapshots, so that the next has less to copy."""

import logging

from dlpx.virtualization.platform import StagedSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin
from operations.linked_pre_snapshot import catch_up

logger = logging.getLogger(__name__)


@plugin.linked.worker()
def work(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    catch_up(staged_source, source_config.path)
    logger.info("%s is up to date.", staged_source.mount.mount_path)
