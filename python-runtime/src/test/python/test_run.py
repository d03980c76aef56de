"""The script that calls a plugin's operations, as the process that it is."""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest

MAIN = pathlib.Path(__file__).resolve().parents[2] / "main/python"
sys.path.insert(0, str(MAIN))

from _dvp.places import Place, Places  # noqa: E402

# What dvp makes from a schema, cut down to what is needed here.
GENERATED = """
class GeneratedClassesError(Exception):
    pass

class Definition:
    def __init__(self, **values):
        self.values = values

    @classmethod
    def from_dict(cls, values):
        if "refused" in values:
            raise GeneratedClassesError("refused is no property")
        return cls(**values)

    def to_dict(self):
        return self.values

class RepositoryDefinition(Definition): pass
class SourceConfigDefinition(Definition): pass
class LinkedSourceDefinition(Definition): pass
class VirtualSourceDefinition(Definition): pass
class SnapshotDefinition(Definition): pass
class SnapshotParametersDefinition(Definition): pass
"""
HEAD = """\
from dlpx.virtualization import libs
from dlpx.virtualization.platform import *
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import *
plugin = Plugin()
"""
CONNECTION = {
    "environment": {
        "name": "qa",
        "reference": "ENV-1",
        "host": {
            "name": "localhost",
            "reference": "HOST-1",
            "binaryPath": "/opt/bin",
            "scratchPath": "/tmp/s",
        },
    },
    "user": {"name": "me", "reference": "USER-1"},
}
MOUNT = {
    "environment": CONNECTION["environment"],
    "mountPath": "/mnt/x",
    "sharedPath": None,
}
VIRTUAL = {
    "guid": "g1",
    "connection": CONNECTION,
    "parameters": {"port": 1},
    "mounts": [MOUNT],
}
START = {"virtual_source": VIRTUAL, "repository": {}, "source_config": {"name": "a"}}


class PlacesTest(unittest.TestCase):
    def test_the_file_system_is_asked_once_a_file_and_not_once_a_frame(self):
        places = Places(str(MAIN))  # where this file is not
        frame, asked = sys._getframe(), []
        places.place = lambda file, line: asked.append(file) or Place("a.py", line)
        self.assertEqual(20, len(places.own([(frame, 3)] * 9000)))
        places.place = lambda file, line: asked.append(file) or Place("/a.py", line)
        self.assertEqual([], places.own([(frame, 3)] * 9000))
        self.assertEqual(2, len(asked))


class RunTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="dvp test ü ")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(os.path.realpath(temporary.name))
        self.source = self.folder / "src"
        self.source.mkdir()
        generated = self.folder / "packages/generated/definitions"
        generated.mkdir(parents=True)
        (generated.parent / "__init__.py").touch()
        (generated / "__init__.py").write_text(GENERATED, encoding="utf-8")
        self.errors = self.folder / "errors.txt"

    def begin(self, text, head=HEAD, **more):
        (self.source / "plugin_runner.py").write_text(
            head + textwrap.dedent(text), encoding="utf-8"
        )
        errors = open(str(self.errors), "wb")
        self.addCleanup(errors.close)
        process = self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(MAIN / "dvp_run.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=str(self.folder),
        )
        self.addCleanup(self.end, process)
        opening = {
            "type": "open",
            "srcDir": str(self.source),
            "module": "plugin_runner",
            "object": "plugin",
            "paths": [str(MAIN), str(self.folder / "packages")],
            "libraries": [],
            "limits": {"value": 1000, "message": 2000, "library": 5000},
        }
        opening.update(more)
        self.send(opening)
        return self.receive()

    def end(self, process=None):
        process = process or self.process
        process.stdin.close()
        code = process.wait(60)
        process.stdout.close()
        return code

    def send(self, frame):
        data = json.dumps(frame).encode("ascii")
        self.process.stdin.write(struct.pack(">I", len(data)) + data)
        self.process.stdin.flush()

    def receive(self):
        head = self.process.stdout.read(4)
        if not head:
            return None
        return json.loads(self.process.stdout.read(struct.unpack(">I", head)[0]))

    def call(self, operation, arguments=None, **more):
        self.send(
            dict(type="call", id=1, operation=operation, arguments=arguments or {}, **more)
        )
        return self.receive()

    def one(self, operation, body, arguments=None):
        """Opens a plugin of one operation, and calls it."""
        names = {
            "virtual.start": "virtual_source, repository, source_config",
            "virtual.status": "virtual_source, repository, source_config",
            "virtual.source_size": "virtual_source, repository, source_config",
            "virtual.configure": "virtual_source, repository, snapshot",
            "virtual.mount_specification": "virtual_source, repository",
            "discovery.repository": "source_connection",
        }[operation]
        opened = self.begin(
            "@plugin.{}()\ndef operate({}):\n".format(operation, names)
            + textwrap.indent(textwrap.dedent(body), "    ")
        )
        self.assertEqual("opened", opened["type"], opened)
        sent = dict(START, snapshot={}, source_connection=CONNECTION)
        given = {name: sent[name] for name in names.split(", ")}
        given.update(arguments or {})
        return self.call(operation, given)

    def test_opening_tells_what_is_registered(self):
        opened = self.begin(
            """
            @plugin.virtual.stop()
            def stop(virtual_source, repository, source_config): pass
            @plugin.upgrade.repository("01.0")
            def migrate(old_repository): pass
            """
        )
        self.assertEqual(
            [("virtual.stop", "stop", None), ("upgrade.repository", "migrate", "1")],
            [
                (r["operation"], r["function"], r.get("migrationId"))
                for r in opened["registrations"]
            ],
        )
        self.assertEqual(0, self.end())

    def test_values_go_in_and_come_back(self):
        answer = self.one(
            "virtual.configure",
            """
            return SourceConfigDefinition(
                name=virtual_source.guid, port=virtual_source.parameters.values["port"],
                mount=virtual_source.mounts[0].mount_path, user=virtual_source.connection.user.name,
                host=virtual_source.connection.environment.host.name, version=repository.values["v"])
            """,
            {"repository": {"v": "ü"}},
        )
        self.assertEqual("returned", answer["type"], answer)
        self.assertEqual("SourceConfigDefinition", answer["shape"])
        self.assertEqual(
            {
                "name": "g1",
                "port": 1,
                "mount": "/mnt/x",
                "user": "me",
                "host": "localhost",
                "version": "ü",
            },
            answer["value"],
        )

    def test_each_kind_of_value(self):
        for operation, body, value in (
            ("virtual.start", "return None", None),
            ("virtual.status", "return Status.INACTIVE", "INACTIVE"),
            ("virtual.source_size", "return 12", 12),
            ("discovery.repository", "return [RepositoryDefinition(a=1)]", [{"a": 1}]),
            (
                "virtual.mount_specification",
                "return MountSpecification([Mount(virtual_source.connection.environment, '/m')],"
                " OwnershipSpecification(1, 2))",
                {
                    "mounts": [
                        {
                            "environment": {"name": "qa", "reference": "ENV-1"},
                            "mountPath": "/m",
                            "sharedPath": None,
                        }
                    ],
                    "ownership": {"uid": 1, "gid": 2},
                },
            ),
            (
                "virtual.mount_specification",
                "return MountSpecification([Mount('ENV-2', '/m')])",
                {
                    "mounts": [
                        {
                            "environment": {"reference": "ENV-2"},
                            "mountPath": "/m",
                            "sharedPath": None,
                        }
                    ],
                    "ownership": None,
                },
            ),
        ):
            with self.subTest(body):
                answer = self.one(operation, body)
                self.assertEqual("returned", answer["type"], answer)
                self.assertEqual(value, answer["value"])

    def test_what_the_platform_does_not_take_is_named(self):
        for operation, body, words in (
            ("virtual.start", "return 1", "must give back None, and gave back a value of type int"),
            ("virtual.status", "return 'ACTIVE'", "a value of type str"),
            ("virtual.status", "pass", "None (is there a `return`?)"),
            ("virtual.source_size", "return True", "a value of type bool"),
            ("virtual.source_size", "return -1", "gave back -1"),
            ("virtual.source_size", "return float('nan')", "gave back nan"),
            ("virtual.source_size", "return 1e300", "gave back 1e+300"),
            ("virtual.source_size", "return 2**63", "one of 64 bits"),
            ("virtual.source_size", "return 10**9999", "no engine takes: 63 are"),
            ("virtual.status", "async def f(): pass\nreturn f()", "calls an `async def`"),
            ("virtual.status", "async def f(): yield\nreturn f()", "async_generator: it calls"),
            ("virtual.configure", "return SourceConfigDefinition(a='caf' + chr(0xdce9) + '!')",
             "half of a surrogate pair: '{\"a\": \"caf\\udce9!\"}'"),
            ("virtual.mount_specification", "m = Mount('E', '/m')\nm.mount_path = 7\n"
             "return MountSpecification([m])", "a Mount whose `mount_path` must be of type str"),
            ("virtual.mount_specification", "m = Mount('E', '/m')\nm.shared_path = 7\n"
             "return MountSpecification([m])", "type str or None, and is a value of type int"),
            ("virtual.mount_specification", "m = Mount('E', '/m')\nm.remote_environment = 7\n"
             "return MountSpecification([m])", "`remote_environment` must be of type RemoteEnv"),
            ("virtual.mount_specification", "e = virtual_source.connection.environment\n"
             "e.reference = None\nreturn MountSpecification([Mount(e, '/m')])", "`reference`"),
            ("virtual.mount_specification", "m = MountSpecification([Mount('E', '/m')])\n"
             "m.mounts.append('/n')\nreturn m", "must hold Mounts, and hold a value of type str"),
            ("virtual.mount_specification", "m = MountSpecification([Mount('E', '/m')],"
             " OwnershipSpecification(1, 2))\nm.ownership_specification.uid = True\nreturn m",
             "whose `uid` must be of type int, and is a value of type bool"),
            ("virtual.configure", "return {}", "must give back a SourceConfigDefinition"),
            ("virtual.configure", "return SnapshotDefinition()", "of type SnapshotDefinition"),
            ("discovery.repository", "yield RepositoryDefinition()", "a generator"),
            ("discovery.repository", "return (RepositoryDefinition(),)", "tuple[RepositoryD"),
            ("discovery.repository", "return [1, None]", "a value of type list[int | None]"),
            ("virtual.configure", "return SourceConfigDefinition(a={1})", "is no JSON"),
        ):
            with self.subTest(body):
                answer = self.one(operation, body)
                self.assertEqual(("failed", "type"), (answer["type"], answer["kind"]))
                self.assertEqual("result", answer["during"])
                self.assertIn(words, answer["message"])

    def test_of_a_deep_recursion_the_innermost_places_are_told(self):
        answer = self.one(
            "virtual.start",
            "import sys\nsys.setrecursionlimit(9000)\ndef f(n):\n    if n == 0: raise KeyError\n"
            "    f(n - 1)\nf(5000)",
        )
        self.assertEqual("KeyError", answer["class"], answer)
        lines = [(frame["function"], frame["line"]) for frame in answer["frames"]]
        self.assertEqual([("f", 12)] * 19 + [("f", 11)], lines)

    def test_a_value_over_the_limit(self):
        answer = self.one("virtual.configure", "return SourceConfigDefinition(a='x' * 1000)")
        self.assertEqual("limit", answer["kind"])
        self.assertIn("1009 bytes", answer["message"])
        self.assertIn("takes 1000", answer["message"])

    def test_an_error_for_the_user_comes_in_its_parts(self):
        answer = self.one("virtual.start", "raise UserError('no disk', 'buy one', 'df: 0')")
        self.assertEqual(
            ("user", "operation", "UserError", "no disk", "buy one", "df: 0"),
            tuple(answer[k] for k in ("kind", "during", "class", "message", "action", "output")),
        )
        self.assertEqual(
            [{"file": "plugin_runner.py", "line": 8, "function": "operate"}], answer["frames"]
        )

    def test_a_text_over_the_limit_is_cut_and_said_to_be(self):
        answer = self.one("virtual.start", "raise UserError('m', 'a', 'ü' * 1001)")
        self.assertEqual(["output"], answer["cut"])
        self.assertEqual("ü" * 1000, answer["output"])

    def test_each_kind_of_failure(self):
        for body, kind, name in (
            ("raise libs.exceptions.LibraryError(4, 'm')", "library", "LibraryError"),
            ("raise libs.exceptions.PluginScriptError('m')", "library", "PluginScriptError"),
            ("raise exceptions.PlatformError('m')", "runtime", "PlatformError"),
            ("import generated.definitions as d; raise d.GeneratedClassesError('m')",
             "generated", "GeneratedClassesError"),
            ("raise SystemExit(3)", "exit", "SystemExit"),
            ("exit()", "exit", "SystemExit"),
            ("raise KeyboardInterrupt", "other", "KeyboardInterrupt"),
            ("operate()", "other", "TypeError"),
            ("def f(): f()\nf()", "other", "RecursionError"),
        ):
            with self.subTest(body):
                answer = self.one("virtual.start", body)
                self.assertEqual((kind, name), (answer["kind"], answer["class"]), answer)
                self.assertIn("operate", answer["traceback"])
                # It lives on.
                self.assertEqual("missing", self.call("virtual.stop")["kind"])

    def test_arguments_that_the_schema_refuses(self):
        answer = self.one("virtual.start", "pass", {"repository": {"refused": 1}})
        self.assertEqual(("generated", "arguments"), (answer["kind"], answer["during"]))

    def test_an_exception_that_cannot_be_shown(self):
        answer = self.one(
            "virtual.start",
            "class E(Exception):\n    def __str__(self): raise ValueError\nraise E",
        )
        self.assertEqual("<its message cannot be shown>", answer["message"])

    def test_a_process_that_is_left(self):
        answer = self.one("virtual.start", "import os; os._exit(7)")
        self.assertEqual(("exit", "os._exit", "7"),
                         (answer["kind"], answer["class"], answer["message"]))
        self.assertEqual([8], [frame["line"] for frame in answer["frames"]])
        self.assertIsNone(self.receive())
        self.assertEqual(7, self.end())

    def test_a_child_that_goes_on_says_nothing(self):
        answer = self.one("virtual.status", "import os; os.fork(); return Status.ACTIVE")
        self.assertEqual("ACTIVE", answer["value"])
        self.assertEqual("missing", self.call("virtual.stop")["kind"])

    def test_what_the_plugin_prints_is_apart_and_in_order(self):
        answer = self.one(
            "virtual.start",
            "import os, sys\nprint('one')\nsys.stderr.write('two\\n')\n"
            "os.write(1, b'three\\n')\nprint(repr(sys.stdin.read()))",
        )
        self.assertEqual("returned", answer["type"])
        self.end()
        self.assertEqual(
            "one\ntwo\nthree\n''\n", self.errors.read_text(encoding="utf-8")
        )

    def test_the_log(self):
        self.begin(
            """
            import logging
            logging.getLogger().addHandler(libs.PlatformHandler())
            logging.getLogger().setLevel("INFO")
            @plugin.virtual.stop()
            def stop(virtual_source, repository, source_config):
                logging.getLogger("my.own").warning("%s is low", "disk")
                logging.debug("unseen")
                logging.info("x" * 2001)
            """
        )
        self.send({"type": "call", "id": 1, "operation": "virtual.stop", "arguments": START})
        line = self.receive()
        self.assertEqual(
            {
                "type": "log",
                "level": "WARNING",
                "logger": "my.own",
                "message": "disk is low",
                "place": {"file": "plugin_runner.py", "line": 12},
            },
            line,
        )
        self.assertEqual(("x" * 2000, ["message"]), tuple(
            value for key, value in self.receive().items() if key in ("message", "cut")))
        self.assertEqual("returned", self.receive()["type"])

    def library(self, body, value):
        """Calls an operation that makes one library call; gives the call and what follows it."""
        asked = self.one("virtual.start", body)
        self.assertEqual("library", asked["type"], asked)
        self.send(dict({"type": "library", "id": asked["id"]}, **value))
        return asked, self.receive()

    def test_a_library_call(self):
        asked, answer = self.library(
            "r = libs.run_bash(virtual_source.connection, 'date', {'A': 'b'})\n"
            "raise UserError(r.stdout, r.stderr, str(r.exit_code))",
            {"value": {"exitCode": 3, "stdout": "o", "stderr": "e"}},
        )
        self.assertEqual("run_bash", asked["call"])
        self.assertEqual(
            {
                "remoteConnection": CONNECTION,
                "command": "date",
                "variables": {"A": "b"},
                "useLoginShell": False,
            },
            asked["arguments"],
        )
        self.assertEqual(("o", "e", "3"),
                         (answer["message"], answer["action"], answer["output"]))

    def test_each_library_call_has_its_frame(self):
        connection = {"remoteConnection": CONNECTION}
        command = dict(connection, command="c", variables={})
        ran = {"exitCode": 0, "stdout": "", "stderr": ""}
        c = "virtual_source.connection"
        for body, arguments, value, shown in (
            ("libs.run_powershell(%s, 'c')" % c, command, ran,
             "RunResult(exit_code=0, stdout='', stderr='')"),
            ("libs.run_expect(%s, 'c')" % c, command, ran,
             "RunResult(exit_code=0, stdout='', stderr='')"),
            ("libs.run_sync(%s, '/d', 'u', ['x'], ['y'])" % c,
             dict(connection, sourceDirectory="/d", rsyncUser="u", excludePaths=["x"],
                  symLinksToFollow=["y"]), None, "None"),
            ("libs.retrieve_credentials({'type': 'x'})",
             {"credentialsSupplier": {"type": "x"}},
             {"type": "password", "username": "u", "password": "secret"},
             "PasswordCredentials(username='u')"),
            ("libs.retrieve_credentials({})", {"credentialsSupplier": {}},
             {"type": "keyPair", "username": "u", "privateKey": "k", "publicKey": "p"},
             "KeyPairCredentials(username='u', public_key='p')"),
            ("libs.upgrade_password('p')", {"password": "p", "username": None},
             {"type": "s"}, "{'type': 's'}"),
        ):
            with self.subTest(body):
                asked, answer = self.library(
                    "raise UserError(repr(%s))" % body, {"value": value}
                )
                self.assertEqual(body[5:].split("(")[0], asked["call"])
                self.assertEqual(arguments, asked["arguments"])
                self.assertEqual(shown, answer["message"])

    def test_a_checked_command_that_fails(self):
        _, answer = self.library(
            "libs.run_bash(virtual_source.connection, 'false', check=True)",
            {"value": {"exitCode": 1, "stdout": "", "stderr": "x" * 9000 + "why"}},
        )
        self.assertEqual(("library", "PluginScriptError"), (answer["kind"], answer["class"]))
        self.assertIn("libs.run_bash ended with exit code 1", answer["message"])

    def test_errors_of_the_library(self):
        body = (
            "try:\n    libs.run_bash(virtual_source.connection, 'c')\n"
            "except libs.exceptions.LibraryError as e:\n    raise UserError(e.message, str(e.id))"
        )
        _, answer = self.library(
            body, {"error": {"actionable": True, "id": 104, "message": "no host"}}
        )
        self.assertEqual(("user", "no host", "104"),
                         (answer["kind"], answer["message"], answer["action"]))
        _, answer = self.library(body, {"error": {"actionable": False, "message": "broken"}})
        self.assertEqual(("runtime", "broken"), (answer["kind"], answer["message"]))

    def test_library_calls_of_several_threads(self):
        opened = self.begin(
            """
            import threading
            @plugin.virtual.start()
            def start(virtual_source, repository, source_config):
                seen = {}
                def run(name):
                    seen[name] = libs.run_bash(virtual_source.connection, name).stdout
                threads = [threading.Thread(target=run, args=(n,)) for n in ("a", "b", "c")]
                for t in threads: t.start()
                for t in threads: t.join()
                raise UserError(repr(sorted(seen.items())))
            """
        )
        self.assertEqual("opened", opened["type"])
        self.send({"type": "call", "id": 1, "operation": "virtual.start", "arguments": START})
        asked = [self.receive() for _ in range(3)]
        for frame in reversed(asked):
            value = {"exitCode": 0, "stdout": frame["arguments"]["command"] * 2, "stderr": ""}
            self.send({"type": "library", "id": frame["id"], "value": value})
        self.assertEqual("[('a', 'aa'), ('b', 'bb'), ('c', 'cc')]", self.receive()["message"])

    def test_a_library_call_over_the_limit(self):
        answer = self.one("virtual.start", "libs.run_bash(virtual_source.connection, 'x' * 6000)")
        self.assertEqual(("limit", "operation"), (answer["kind"], answer["during"]))

    def test_a_library_call_while_the_plugin_is_imported(self):
        failed = self.begin("libs.upgrade_password('p')")
        self.assertEqual(("runtime", "import", "NoEngineError"),
                         (failed["kind"], failed["during"], failed["class"]))

    def test_a_caller_that_goes_away_during_a_call(self):
        asked = self.one("virtual.start", "libs.upgrade_password('p')")
        self.assertEqual("library", asked["type"])
        self.assertEqual(1, self.end())

    def test_a_caller_that_goes_away_during_work(self):
        self.begin(
            """
            import logging, time
            logging.getLogger().addHandler(libs.PlatformHandler())
            @plugin.virtual.stop()
            def stop(virtual_source, repository, source_config):
                logging.warning("begun")
                while True: time.sleep(0.01)
            """
        )
        self.send({"type": "call", "id": 1, "operation": "virtual.stop", "arguments": START})
        self.assertEqual("begun", self.receive()["message"])
        self.send({"type": "where"})
        where = self.receive()
        self.assertEqual(("at", "stop"), (where["type"], where["frames"][0]["function"]))
        self.assertIn(where["frames"][0]["line"], (11, 12))
        self.assertEqual(1, self.end())

    def test_a_caller_that_goes_away_while_the_plugin_is_imported(self):
        (self.source / "plugin_runner.py").touch()
        thread = threading.Thread(
            target=self.begin, args=("print('begun')\nimport time\ntime.sleep(600)",)
        )
        thread.start()
        while not (self.errors.exists() and self.errors.read_bytes()):
            pass
        self.process.stdin.close()
        self.assertEqual(1, self.process.wait(60))
        thread.join()

    def test_a_debugger_is_waited_for(self):
        tools = self.folder / "site"
        tools.mkdir()
        (tools / "debugpy.py").write_text(
            "def listen(at): return at\n"
            "def wait_for_client():\n"
            "    import sys\n"
            "    print('connected', 'plugin_runner' in sys.modules)\n",
            encoding="utf-8",
        )
        debug = {"port": 5678, "paths": [str(tools)]}
        waiting = self.begin("print('imported')", debug=debug)
        self.assertEqual(
            {"type": "debugger", "host": "127.0.0.1", "port": 5678}, waiting
        )
        self.assertEqual("opened", self.receive()["type"])
        self.end()
        self.assertEqual(
            "connected False\nimported\n", self.errors.read_text(encoding="utf-8")
        )

    def test_a_mark_stands_where_an_answer_was_given(self):
        self.begin(
            """
            import os
            @plugin.virtual.stop()
            def stop(virtual_source, repository, source_config):
                print("printed", end="")
                os.close(2)
            """,
            mark="\0mark\n",
        )
        self.assertEqual("returned", self.call("virtual.stop", START)["type"])
        self.end()
        self.assertEqual(
            "\0mark\nprinted\0mark\n", self.errors.read_text(encoding="utf-8")
        )

    def test_a_plugin_that_cannot_be_imported(self):
        failed = self.begin("import no_such_module")
        self.assertEqual(("import", "other", "ModuleNotFoundError", "no_such_module"),
                         tuple(failed[k] for k in ("during", "kind", "class", "module")))
        failed = self.begin("plugin = 3")
        self.assertIn("`plugin_runner:plugin` is of type int", failed["message"])
        failed = self.begin("def (")
        self.assertEqual(("SyntaxError", 6),
                         (failed["class"], failed["frames"][-1]["line"]))
        failed = self.begin("import os; os._exit(1)")
        self.assertEqual(("import", "exit"), (failed["during"], failed["kind"]))

    def test_migrations_are_called_by_their_ids(self):
        self.begin(
            """
            @plugin.upgrade.repository("2024.1")
            def first(old_repository): return dict(old_repository, a=1)
            @plugin.upgrade.repository("2025.01")
            def second(old_repository): return dict(old_repository, b=1)
            @plugin.upgrade.repository("1.1", MigrationType.LUA)
            def lua(old_repository): return None
            """
        )
        given = {"old_repository": {"x": 0}}
        self.assertEqual(
            {"x": 0, "b": 1},
            self.call("upgrade.repository", given, migrationId="2025.1")["value"],
        )
        self.assertEqual(
            "type", self.call("upgrade.repository", given, migrationId="LUA 1.1")["kind"]
        )
        self.assertEqual(
            "missing", self.call("upgrade.repository", given, migrationId="3")["kind"]
        )

    def test_a_module_of_the_plugin_may_have_the_name_of_one_of_ours(self):
        for name in ("json", "queue", "traceback", "struct"):
            (self.source / (name + ".py")).write_text("own = 1\n", encoding="utf-8")
        opened = self.begin(
            """
            import json, queue, traceback
            @plugin.virtual.stop()
            def stop(virtual_source, repository, source_config):
                raise UserError(repr((json.own, queue.own, traceback.own)))
            """
        )
        self.assertEqual("opened", opened["type"], opened)
        self.assertEqual("(1, 1, 1)", self.call("virtual.stop", START)["message"])


if __name__ == "__main__":
    unittest.main()
