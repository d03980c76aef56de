"""The script that imports a plugin, as the process that it is."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

MAIN = pathlib.Path(__file__).resolve().parents[2] / "main/python"


class ImportTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="dvp test ü ")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(os.path.realpath(temporary.name))
        self.source = self.folder / "src"
        self.source.mkdir()

    def run_plugin(self, text, entry="plugin", **more):
        body = "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n"
        (self.source / "plugin_runner.py").write_text(
            body + textwrap.dedent(text), encoding="utf-8"
        )
        answer = self.folder / "answer.json"
        request = {
            "srcDir": str(self.source),
            "module": "plugin_runner",
            "object": entry,
            "paths": [str(MAIN)],
            "answer": str(answer),
        }
        request.update(more)
        self.process = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(MAIN / "dvp_import.py")],
            input=json.dumps(request).encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=str(self.folder),
            timeout=60,
        )
        if not answer.exists():
            return None
        return json.loads(answer.read_text(encoding="ascii"))

    def test_registrations_in_their_order(self):
        answer = self.run_plugin(
            """
            @plugin.virtual.stop()
            def stop(): pass
            @plugin.upgrade.repository("01.0")
            def migrate(old_repository): pass
            """
        )
        self.assertEqual("imported", answer["outcome"])
        self.assertEqual(
            [("virtual.stop", "stop", None), ("upgrade.repository", "migrate", "1")],
            [
                (r["operation"], r["function"], r.get("migrationId"))
                for r in answer["registrations"]
            ],
        )
        self.assertEqual(
            {"file": "plugin_runner.py", "line": 4}, answer["registrations"][0]["place"]
        )

    def test_what_the_plugin_prints_does_not_spoil_the_answer(self):
        answer = self.run_plugin("print('{\"outcome\": 1}' * 10000)\nimport sys\nsys.stdout.close()")
        self.assertEqual("imported", answer["outcome"])

    def test_an_exception_comes_with_the_plugins_own_lines(self):
        (self.source / "helper.py").write_text("import json\ndef go():\n    json.loads('{')\n")
        error = self.run_plugin("import helper\nhelper.go()")["error"]
        self.assertEqual("JSONDecodeError", error["type"])
        self.assertEqual(
            [("plugin_runner.py", 4), ("helper.py", 3)],
            [(frame["file"], frame["line"]) for frame in error["frames"]],
        )

    def test_a_syntax_error_is_at_its_line(self):
        (self.source / "helper.py").write_text("x = 1\nprint x\n")
        error = self.run_plugin("import helper")["error"]
        self.assertEqual({"file": "helper.py", "line": 2, "function": "<module>"}, error["frames"][-1])

    def test_exits_are_told(self):
        for line, kind in (
            ("import sys; sys.exit(3)", "SystemExit"),
            ("exit()", "SystemExit"),
            ("import os; os._exit(0)", "os._exit"),
        ):
            error = self.run_plugin(line)["error"]
            self.assertEqual(kind, error["type"])
            self.assertEqual("plugin_runner.py", error["frames"][-1]["file"])

    def test_threads_and_children_do_not_keep_it(self):
        answer = self.run_plugin(
            """
            import os, threading, time
            threading.Thread(target=time.sleep, args=(600,)).start()
            if os.fork() == 0:
                plugin = None
            """
        )
        self.assertEqual([], answer["registrations"])

    def test_the_network_is_out_of_reach(self):
        error = self.run_plugin(
            "import socket\nsocket.create_connection(('127.0.0.1', 1), timeout=5)"
        )["error"]
        self.assertIn("out of reach", error["message"])

    def test_memory_is_bounded(self):
        error = self.run_plugin("x = 'x' * (1 << 32)", memory=1 << 30)["error"]
        self.assertEqual("MemoryError", error["type"])

    def test_nothing_is_written_beside_the_source(self):
        (self.source / "helper.py").write_text("")
        self.run_plugin("import helper")
        self.assertEqual(
            ["helper.py", "plugin_runner.py"], sorted(f.name for f in self.source.iterdir())
        )

    def test_the_entry_is_something_else(self):
        self.assertEqual("str", self.run_plugin("other = 'x'", entry="other")["objectType"])

    def test_what_is_registered_on_another_plugin(self):
        answer = self.run_plugin(
            """
            second = Plugin()
            @second.virtual.start()
            def start(): pass
            """
        )
        self.assertEqual([], answer["registrations"])
        self.assertEqual("virtual.start", answer["others"][0]["operation"])

    def test_a_module_of_the_plugin_hides_one_of_the_library(self):
        (self.source / "enum.py").write_text("MINE = True\n")
        (self.source / "os.py").write_text("raise ImportError('never')\n")
        answer = self.run_plugin("import enum, os\nassert enum.MINE and os.path")
        self.assertEqual("imported", answer["outcome"], answer)

    def test_a_message_that_cannot_be_shown(self):
        error = self.run_plugin(
            """
            class Odd(Exception):
                def __str__(self):
                    raise ValueError
            raise Odd
            """
        )["error"]
        self.assertEqual("<its message cannot be shown>", error["message"])

    def test_long_and_broken_text(self):
        error = self.run_plugin("raise ValueError('\\udcff' * 100000)")["error"]
        self.assertLess(len(error["message"]), 30000)


if __name__ == "__main__":
    unittest.main()
