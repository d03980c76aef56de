"""Frames of JSON on two descriptors: four bytes of length, and that many bytes."""

from __future__ import annotations

import json
import os
import struct
import threading
from typing import Any, Dict, Optional

__all__ = ["Frames", "MAX_FRAME"]

MAX_FRAME = 256 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class Frames:
    """The way to the caller and back, of this process alone: a child of it has none.

    :param incoming: the descriptor to read
    :param outgoing: the descriptor to write
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._process = os.getpid()
        self._writing = threading.Lock()
        # Kept here: the plugin may put its own in their places.
        self._read, self._write, self._getpid = os.read, os.write, os.getpid
        self._dumps, self._loads = json.dumps, json.loads

    def is_ours(self) -> bool:
        """Tells whether this is still the process that the caller talks with."""
        return self._getpid() == self._process

    def send(self, frame: Dict[str, Any]) -> None:
        """Sends a frame whole.

        :raises OSError: when the caller is gone
        :raises ValueError: when the frame is no JSON
        """
        self.send_text(self._dumps(frame, allow_nan=False))

    def send_text(self, text: str) -> None:
        """Sends a frame that has been made already, in ASCII; see :meth:`send`."""
        if not self.is_ours():
            return
        data = text.encode("ascii")
        if len(data) > MAX_FRAME:
            raise ValueError("a frame of {} bytes is too long".format(len(data)))
        data = _LENGTH.pack(len(data)) + data
        with self._writing:
            left = memoryview(data)
            while left:
                left = left[self._write(self._outgoing, left) :]

    def receive(self) -> Optional[Dict[str, Any]]:
        """Waits for a frame.

        :return: it; ``None`` when the caller has closed
        """
        head = self._exactly(_LENGTH.size)
        if head is None:
            return None
        (length,) = _LENGTH.unpack(head)
        if length > MAX_FRAME:
            return None
        body = self._exactly(length)
        if body is None:
            return None
        frame: Dict[str, Any] = self._loads(body.decode("utf-8"))
        return frame

    def _exactly(self, size: int) -> Optional[bytes]:
        parts = []
        while size > 0:
            part = self._read(self._incoming, min(size, 1 << 20))
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
