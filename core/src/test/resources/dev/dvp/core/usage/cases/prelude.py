import logging
import os
import subprocess
import sys

from dlpx.virtualization import libs
from dlpx.virtualization.libs import PlatformHandler
from dlpx.virtualization.platform import Mount, MountSpecification, Plugin, Status
from generated import definitions
from generated.definitions import (
    LinkedSourceDefinition,
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
    VirtualSourceDefinition,
)

logging.getLogger().addHandler(PlatformHandler())
logger = logging.getLogger(__name__)
plugin = Plugin()

