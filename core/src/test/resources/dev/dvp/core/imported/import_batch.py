"""Imports many plugins, each in a child process of its own: the test's way to be quick.

Standard input: {"script": the folder of dvp_import.py, "requests": [...], "answer": file}.
"""

import sys

AT_START = set(sys.modules)

import gc
import json
import os
import signal

SECONDS = 20
AT_A_TIME = 2


def child(request, channel):
    import dvp_import
    from _dvp import loading

    # Where a plugin's relative paths begin.
    os.chdir(request["srcDir"])
    importer = dvp_import.Importer(request)
    importer.loader.prepare(set(AT_START))
    loading.restore_site_builtins()
    dvp_import.refuse_network()
    leave, process = os._exit, os.getpid()

    def tell(answer):
        data = json.dumps(answer).encode("ascii")
        while data:
            data = data[os.write(channel, data) :]

    def leave_with_word(code):
        if os.getpid() == process:
            tell(importer.exited(code, 2))
        leave(code)

    os._exit = leave_with_word
    answer = importer.run()
    if os.getpid() == process:
        tell(answer)
    leave(0)


def start(request):
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        signal.alarm(SECONDS)
        child(request, theirs)
    os.close(theirs)
    return pid, ours


def finish(started):
    pid, ours = started
    with os.fdopen(ours, "rb") as channel:
        data = channel.read()
    _, status = os.waitpid(pid, 0)
    if not data:
        return {"outcome": "broken", "status": status}
    return json.loads(data.decode("ascii"))


def run(requests):
    """Two at a time: one is imported while the other is made."""
    answers, under_way = [], []
    for request in requests:
        under_way.append(start(request))
        if len(under_way) == AT_A_TIME:
            answers.append(finish(under_way.pop(0)))
    return answers + [finish(started) for started in under_way]


def main():
    batch = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    sys.path.insert(0, batch["script"])
    standard = list(sys.path)
    import dvp_import  # noqa: F401

    # Loaded once here: what a plugin hides by files of its own is forgotten in the child.
    sys.path[:0] = batch["requests"][0]["paths"]
    import dlpx.virtualization.libs
    import dlpx.virtualization.platform  # noqa: F401

    sys.path[:] = standard[1:]
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    # What is there now is nobody's registration, and a child need not copy it to look at it.
    gc.disable()
    gc.freeze()
    answers = run(batch["requests"])
    with open(batch["answer"], "w") as out:
        json.dump(answers, out)


main()
