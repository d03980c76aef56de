#!/usr/bin/env python3
"""Measures `dvp watch`: from the save of a file to the end of what it says of it, in milliseconds.

    benchmarks/watch.py [--runs N] [--files N]

On the scaffold, and on a plugin of 80 files that is made of CPython's own library on the spot. Files
are saved in place and by renaming, as editors do.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sysconfig
import tempfile
import time

DVP = pathlib.Path(__file__).resolve().parent.parent / "dvp.sh"


class Watch:
    def __init__(self, plugin):
        self.process = subprocess.Popen(
            [str(DVP), "watch"], cwd=plugin, stdout=subprocess.PIPE, text=True)
        self.await_answer()

    def await_answer(self):
        for line in self.process.stdout:
            if line.startswith("Found") or "No problems" in line or "As before" in line:
                return line
        raise SystemExit("dvp watch ended")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=10)


def save(path, text, by_renaming):
    if by_renaming:
        beside = path.with_name("." + path.name + ".swp")
        beside.write_text(text)
        os.replace(beside, path)
    else:
        path.write_text(text)


def latencies(plugin, name, change, runs):
    watch = Watch(plugin)
    path = plugin / name
    original = path.read_text()
    times = []
    for run in range(runs):
        time.sleep(0.4)  # an author is not that quick, and the last answer is whole
        start = time.perf_counter()
        save(path, change(original, run) if run % 2 == 0 else original, run % 4 >= 2)
        watch.await_answer()
        times.append((time.perf_counter() - start) * 1000)
    path.write_text(original)
    watch.stop()
    return times


def worsen(text, run):
    return text + f"\nundefined_name_{run}\n"


def extend(text, run):
    schema = json.loads(text)
    schema["snapshotDefinition"]["properties"][f"more{run}"] = {"type": "string"}
    return json.dumps(schema, indent=2)


def library(plugin, count):
    package = plugin / "src" / "vendored"
    package.mkdir()
    (package / "__init__.py").write_text("")
    stdlib = pathlib.Path(sysconfig.get_paths()["stdlib"])
    fitting = [f for f in sorted(stdlib.glob("*.py")) if 4_000 < f.stat().st_size < 40_000]
    lines = 0
    for file in fitting[:count]:
        text = file.read_text()
        (package / file.name).write_text(text)
        lines += text.count("\n")
    return len(fitting[:count]), lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--files", type=int, default=80)
    options = parser.parse_args()
    print("| plugin | saved | first | median | slowest |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        small = pathlib.Path(folder, "small")
        large = pathlib.Path(folder, "large")
        for plugin in (small, large):
            subprocess.run([str(DVP), "init", "-q", "-r", str(plugin), "-n", "B"],
                           check=True, stdout=subprocess.DEVNULL)
        files, lines = library(large, options.files)
        for plugin, what in ((small, "scaffold"), (large, f"{files} files, {lines:,} lines")):
            for name, change in (("src/plugin_runner.py", worsen), ("schema.json", extend)):
                times = latencies(plugin, name, change, options.runs)
                print(f"| {what} | {name} | {times[0]:.0f} | {statistics.median(times):.0f}"
                      f" | {max(times):.0f} |", flush=True)


if __name__ == "__main__":
    main()
