"""Compiles modules to bytecode whose bytes depend on the source and the Python alone.

Reads from standard input the JSON object that BytecodeProcess writes: `jobs`, a list of [source file,
result file, name to be shown in tracebacks], `processes`, and `answers`, a folder. Nothing of the
source is run. Each process writes one answer, a JSON list of [index of the job, line, column, message]
for what does not compile; a column of 0 is unknown.
"""

import importlib.util
import json
import marshal
import os
import sys

# PEP 552: a hash of the source instead of a time, and nobody checks it.
UNCHECKED_HASH = (1).to_bytes(4, "little")

# Later formats tell objects that are used elsewhere from those that are not, which changes with what
# was compiled before in the same process. Every Python reads this one.
MARSHAL_FORMAT = 2


def compile_module(source_file, result_file, name):
    with open(source_file, "rb") as file:
        source = file.read()
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    with open(result_file, "xb") as file:
        file.write(importlib.util.MAGIC_NUMBER)
        file.write(UNCHECKED_HASH)
        file.write(importlib.util.source_hash(source))
        file.write(marshal.dumps(code, MARSHAL_FORMAT))


def compile_share(jobs, first, step, answers):
    problems = []
    for index in range(first, len(jobs), step):
        try:
            compile_module(*jobs[index])
        except SyntaxError as error:
            problems.append([index, error.lineno or 0, error.offset or 0, error.msg])
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            problems.append([index, 0, 0, "%s: %s" % (type(error).__name__, error)])
    with open(os.path.join(answers, "%d.json" % first), "x", encoding="utf-8") as file:
        json.dump(problems, file)


def main():
    request = json.load(sys.stdin)
    jobs, answers = request["jobs"], request["answers"]
    processes = request["processes"] if hasattr(os, "fork") else 1
    children = []
    for first in range(1, processes):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                compile_share(jobs, first, processes, answers)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    compile_share(jobs, 0, processes, answers)
    failed = [child for child in children if os.waitpid(child, 0)[1] != 0]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
