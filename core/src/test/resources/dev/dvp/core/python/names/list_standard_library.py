"""Writes core/src/main/resources/dev/dvp/core/python/standard-library-packages.txt.

Run it with CPython 3.11: python3.11 list_standard_library.py > .../standard-library-packages.txt

One line for each package of the standard library: its name, its modules, and the names that its
__init__ may bind on any platform. The names are read from the source, all branches of it, so that
those of other platforms than this one are there; what importing really gives is added.
"""
import ast
import importlib
import os
import sys

# Modules that are built for other platforms alone are not files here.
ELSEWHERE = {"ctypes": ["_aix", "_endian", "wintypes", "macholib"],
             "multiprocessing": ["popen_spawn_win32"]}
SKIPPED = {"test", "idlelib", "lib2to3", "turtledemo", "site-packages", "__pycache__", "ensurepip"}


def is_package(folder):
    return os.path.isfile(os.path.join(folder, "__init__.py"))


def bound(path, names):
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    other = os.path.join(os.path.dirname(path), (node.module or "") + ".py")
                    if node.level == 1 and os.path.isfile(other):
                        bound(other, names)
                else:
                    names.add(alias.asname or alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                names.add(alias.asname or alias.name.split(".")[0])
        elif isinstance(node, ast.Global):
            names.update(node.names)


def packages(folder, prefix):
    for entry in sorted(os.listdir(folder)):
        inner = os.path.join(folder, entry)
        if entry not in SKIPPED and entry not in ("tests", "test") and is_package(inner):
            name = prefix + entry
            yield name, inner
            yield from packages(inner, name + ".")


def main():
    library = os.path.dirname(os.__file__)
    print("# The packages of CPython 3.11.7's standard library: name|modules|other names.")
    print("# Written by core/src/test/resources/dev/dvp/core/python/names/list_standard_library.py.")
    print("os|path|")
    print("xml.parsers.expat|errors model|")
    for name, folder in packages(library, ""):
        modules = set(ELSEWHERE.get(name, []))
        for entry in os.listdir(folder):
            inner = os.path.join(folder, entry)
            if entry.endswith(".py") and entry != "__init__.py":
                modules.add(entry[:-3])
            elif is_package(inner):
                modules.add(entry)
            elif os.path.isdir(inner) and entry != "__pycache__":
                modules.add(entry)
        names = set()
        bound(os.path.join(folder, "__init__.py"), names)
        try:
            names.update(dir(importlib.import_module(name)))
        except ImportError:
            pass
        names = {n for n in names if not (n.startswith("__") and n.endswith("__"))}
        print("%s|%s|%s" % (name, " ".join(sorted(modules)), " ".join(sorted(names - modules))))


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit("Run it with Python 3.11.")
    main()
