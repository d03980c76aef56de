"""The plugin object: its decorators, and what they refuse."""

import inspect
import pathlib
import re
import unittest

from dlpx.virtualization import platform
from dlpx.virtualization.platform import MigrationType, Plugin, exceptions

CATALOGUE = (
    pathlib.Path(__file__).resolve().parents[4]
    / "core/src/main/resources/dev/dvp/core/operations/operations.yml"
)


def rows():
    """The decorators of the catalogue with their lists of arguments."""
    pattern = re.compile(r"\{decorator: ([\w.]+), .*?arguments: \[([^\]]*)\]")
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        found = pattern.search(line)
        if found:
            yield found.group(1), found.group(2)


def start(virtual_source, repository, source_config):
    pass


class CatalogueTest(unittest.TestCase):
    def test_every_row_of_the_catalogue_has_its_decorator(self):
        plugin = Plugin()
        decorators = {decorator for decorator, _ in rows()}
        self.assertGreater(len(decorators), 25)
        for decorator in decorators:
            group, name = decorator.split(".")
            maker = getattr(getattr(plugin, group), name)
            (maker("1.%d" % len(name + group)) if group == "upgrade" else maker())

    def test_there_is_no_decorator_beside_the_catalogue(self):
        plugin = Plugin()
        known = {decorator for decorator, _ in rows()}
        for group in ("discovery", "linked", "upgrade", "virtual"):
            for name, _ in inspect.getmembers(getattr(plugin, group), inspect.ismethod):
                if not name.startswith("_"):
                    self.assertIn(group + "." + name, known)

    def test_each_decorator_tells_the_arguments_of_the_function(self):
        plugin = Plugin()
        for decorator, arguments in rows():
            group, name = decorator.split(".")
            doc = inspect.getdoc(getattr(getattr(plugin, group), name))
            self.assertIn("(%s)" % arguments, doc)


class RegistrationTest(unittest.TestCase):
    def setUp(self):
        self.plugin = Plugin()

    def test_the_function_is_given_back(self):
        self.assertIs(self.plugin.virtual.start()(start), start)

    def test_a_second_function_is_refused(self):
        self.plugin.virtual.start()(start)
        with self.assertRaisesRegex(exceptions.OperationAlreadyDefinedError, "virtual.start"):
            self.plugin.virtual.start()(start)

    def test_one_function_may_serve_two_operations_and_two_plugins(self):
        self.plugin.virtual.start()(start)
        self.plugin.virtual.stop()(start)
        Plugin().virtual.start()(start)

    def test_what_is_no_plain_function_is_refused(self):
        async def later():
            pass

        class Callable:
            def __call__(self):
                pass

        for value in (Callable, Callable(), Callable().__call__, later, lambda: None, "start", None):
            with self.assertRaises(exceptions.DecoratorNotFunctionError):
                Plugin().virtual.start()(value)
            with self.assertRaises(exceptions.DecoratorNotFunctionError):
                Plugin().upgrade.snapshot("1")(value)

    def test_without_its_parentheses_a_decorator_is_an_error(self):
        with self.assertRaises(TypeError):
            self.plugin.virtual.start(start)
        with self.assertRaises(exceptions.MigrationIdIncorrectTypeError):
            self.plugin.upgrade.repository(start)

    def test_an_unknown_operation_is_no_attribute(self):
        self.assertFalse(hasattr(self.plugin.virtual, "configur"))
        self.assertFalse(hasattr(self.plugin, "virtuel"))

    def test_the_older_maker(self):
        self.assertIsInstance(platform.plugin(), Plugin)


class MigrationTest(unittest.TestCase):
    def setUp(self):
        self.upgrade = Plugin().upgrade

    def test_an_id_is_new_over_all_decorators(self):
        self.upgrade.repository("1.2")(start)
        with self.assertRaisesRegex(exceptions.MigrationIdAlreadyUsedError, "upgrade.repository"):
            self.upgrade.snapshot("01.2.0")(start)

    def test_a_lua_id_is_new_in_its_decorator(self):
        self.upgrade.repository("1.1", MigrationType.LUA)(start)
        self.upgrade.snapshot("1.1", MigrationType.LUA)(start)
        self.upgrade.repository("1.1")(start)
        with self.assertRaises(exceptions.MigrationIdAlreadyUsedError):
            self.upgrade.repository("1.01", MigrationType.LUA)(start)

    def test_the_form_of_ids(self):
        for wrong in ("", "1.", ".1", "1..2", "v1", "1.2\n", " 1", "1,2", "0", "0.0", "٣"):
            with self.assertRaises(exceptions.MigrationIdIncorrectFormatError, msg=wrong):
                self.upgrade.repository(wrong)
        for wrong in ("1", "1.2.3", "1.2\n"):
            with self.assertRaises(exceptions.MigrationIdIncorrectFormatError, msg=wrong):
                self.upgrade.repository(wrong, MigrationType.LUA)
        for wrong in (1, 1.2, None, b"1.2"):
            with self.assertRaises(exceptions.MigrationIdIncorrectTypeError):
                self.upgrade.repository(wrong)
        with self.assertRaises(exceptions.MigrationTypeIncorrectError):
            self.upgrade.repository("1.2", "LUA")

    def test_ids_of_any_length(self):
        self.upgrade.repository("1" * 5000)(start)
        self.upgrade.repository("0" * 5000 + "1")(start)


if __name__ == "__main__":
    unittest.main()
