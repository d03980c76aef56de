"""Says in words what happened where in the plugin, whatever the plugin's objects are like."""

from __future__ import annotations

import os
from types import FunctionType, TracebackType
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple

__all__ = ["MAX_FRAMES", "MAX_TEXT", "Place", "Places", "author", "cut", "message", "text"]

MAX_TEXT = 4000
MAX_FRAMES = 20
_MAX_WRAPPERS = 10


class Place(NamedTuple):
    """A line of a file."""

    file: str
    line: int

    def as_json(self) -> Dict[str, Any]:
        """Gives it as the protocols have it."""
        return {"file": self.file, "line": self.line}


class Places:
    """Names places from the plugin's source folder.

    :param source: that folder
    """

    def __init__(self, source: str) -> None:
        self._real_source = os.path.realpath(source)

    def place(self, file: str, line: Optional[int]) -> Place:
        """A place, with the file's name relative to the source folder when it lies below."""
        try:
            real = os.path.realpath(file)
            inside = os.path.commonpath([real, self._real_source]) == self._real_source
        except (OSError, ValueError):
            return Place(text(file), line or 0)
        if inside:
            real = os.path.relpath(real, self._real_source).replace(os.sep, "/")
        return Place(text(real), line or 0)

    def own(self, frames: Iterable[Tuple[Any, int]]) -> List[Dict[str, Any]]:
        """Those of the frames that are the plugin's, as the protocols have them.

        :param frames: innermost first
        :return: the innermost of them, innermost last
        """
        own: List[Dict[str, Any]] = []
        known: Dict[str, str] = {}
        for frame, line in frames:
            file = frame.f_code.co_filename
            if file not in known:
                # Asks the file system: too slow for each of a million frames of a recursion.
                known[file] = self.place(file, line).file
            if not os.path.isabs(known[file]) and not file.startswith("<"):
                place = Place(known[file], line or 0)
                own.append(dict(place.as_json(), function=text(frame.f_code.co_name)))
                if len(own) == MAX_FRAMES:
                    break
        return own[::-1]

    def way(
        self, error: BaseException, trace: Optional[TracebackType]
    ) -> List[Dict[str, Any]]:
        """The plugin's own places on the way to an exception, innermost last."""
        frames = []
        while trace is not None:
            frames.append((trace.tb_frame, trace.tb_lineno))
            trace = trace.tb_next
        shown = self.own(reversed(frames))
        if isinstance(error, SyntaxError) and error.filename:
            place = self.place(error.filename, error.lineno)
            if not os.path.isabs(place.file) and not place.file.startswith("<"):
                shown.append(dict(place.as_json(), function="<module>"))
        return shown[-MAX_FRAMES:]

    def above(self, frame: Any) -> List[Dict[str, Any]]:
        """The plugin's own places that lead to a frame, innermost last."""
        frames = []
        while frame is not None:
            frames.append((frame, frame.f_lineno))
            frame = frame.f_back
        return self.own(frames)


def author(function: Callable[..., Any]) -> FunctionType:
    """The function that the author wrote, below wrappers that name it."""
    for _ in range(_MAX_WRAPPERS):
        inner = vars(function).get("__wrapped__")
        if not isinstance(inner, FunctionType):
            break
        function = inner
    return function  # type: ignore[return-value]


def text(words: str, limit: int = MAX_TEXT) -> str:
    """Text of at most so many characters, that UTF-8 can hold."""
    return words[:limit].encode("utf-8", "backslashreplace").decode("utf-8")


def cut(words: str, limit: int) -> Tuple[str, bool]:
    """Text of at most so many bytes in UTF-8, and whether that is less than all of it."""
    # Of what is so long in characters, the rest would be cut in any case.
    data = text(words, 4 * limit).encode("utf-8")
    return data[:limit].decode("utf-8", "ignore"), len(data) > limit


def message(error: BaseException, limit: int = MAX_TEXT) -> str:
    """What an exception says of itself."""
    try:
        if isinstance(error, SyntaxError) and error.msg:
            return text(str(error.msg), limit)
        return text(str(error), limit)
    except BaseException:
        return "<its message cannot be shown>"
