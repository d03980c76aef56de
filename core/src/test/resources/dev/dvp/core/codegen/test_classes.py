"""What plugins do with the generated classes."""

import copy
import inspect
import json
import pickle
import subprocess
import sys
import unittest

from generated.definitions import (
    GeneratedClassesError,
    GeneratedClassesTypeError,
    LinkedSourceDefinition,
    RepositoryDefinition,
    RepositoryDefinitionLogin,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
    VirtualSourceDefinition,
)
from generated.definitions import base_model_

LOGIN = {"userName": "sa", "password": "s3cr3t", "items": [{"on": True}]}
WHOLE = {
    "installPath": "/opt/db",
    "version": "1",
    "tags": ["x"],
    "login": LOGIN,
}


def repository(**more):
    return RepositoryDefinition(install_path="/opt/db", version="1", **more)


class Imports(unittest.TestCase):
    def test_errors_are_where_plugins_look_for_them(self):
        self.assertIs(base_model_.GeneratedClassesError, GeneratedClassesError)
        self.assertIs(
            base_model_.GeneratedClassesTypeError, GeneratedClassesTypeError
        )
        self.assertTrue(
            issubclass(GeneratedClassesTypeError, GeneratedClassesError)
        )
        self.assertTrue(issubclass(GeneratedClassesError, Exception))

    def test_import_pulls_in_nothing_heavy(self):
        code = (
            "import sys; before = set(sys.modules);"
            "import generated.definitions;"
            "print(*sorted(set(sys.modules) - before))"
        )
        loaded = subprocess.check_output(
            [sys.executable, "-B", "-S", "-c", code], text=True
        ).split()
        own = [m for m in loaded if m.split(".")[0] == "generated"]
        self.assertEqual(len(own), 12)
        self.assertEqual(set(loaded) - set(own), {"__future__"})

    def test_everything_is_exported(self):
        import generated.definitions as definitions

        for name in definitions.__all__:
            self.assertTrue(hasattr(definitions, name), name)


class Constructor(unittest.TestCase):
    def test_takes_keywords(self):
        made = repository(size=3)
        self.assertEqual(made.install_path, "/opt/db")
        self.assertEqual(made.size, 3)
        self.assertIsNone(made.tags)

    def test_refuses_what_is_missing(self):
        for arguments in (
            {},
            {"version": "1"},
            {"install_path": None, "version": "1"},
        ):
            with self.assertRaises(GeneratedClassesError) as caught:
                RepositoryDefinition(**arguments)
            self.assertIn("install_path", caught.exception.message)
            self.assertNotIsInstance(
                caught.exception, GeneratedClassesTypeError
            )

    def test_can_skip_checks(self):
        made = RepositoryDefinition(size="large", validate=False)
        self.assertEqual(made.size, "large")
        self.assertEqual(made.to_dict(), {"size": "large"})

    def test_refuses_unknown_arguments(self):
        with self.assertRaises(TypeError):
            repository(colour="red")

    def test_has_a_signature_and_documentation(self):
        parameters = inspect.signature(RepositoryDefinition).parameters
        self.assertEqual(
            list(parameters),
            [
                "install_path",
                "version",
                "size",
                "tags",
                "secret",
                "login",
                "validate",
            ],
        )
        self.assertEqual(parameters["size"].annotation, "Optional[float]")
        self.assertIn("Where it is.", RepositoryDefinition.install_path.__doc__)

    def test_maps(self):
        self.assertEqual(
            RepositoryDefinition.attribute_map["install_path"], "installPath"
        )
        self.assertEqual(
            repository().swagger_types,
            {
                "install_path": str,
                "version": str,
                "size": float,
                "tags": list,
                "secret": str,
                "login": dict,
            },
        )


class Setters(unittest.TestCase):
    def test_check(self):
        made = repository()
        made.version = "2"
        made.size = None
        for name, value, error in (
            ("version", 2, GeneratedClassesTypeError),
            ("version", None, GeneratedClassesError),
            ("install_path", "", GeneratedClassesError),
            ("size", True, GeneratedClassesTypeError),
            ("size", float("nan"), GeneratedClassesError),
            ("tags", ("x",), GeneratedClassesTypeError),
            ("login", {1: 2}, GeneratedClassesTypeError),
            ("login", object(), GeneratedClassesTypeError),
        ):
            with self.assertRaises(error, msg=name):
                setattr(made, name, value)
        self.assertEqual(
            made.to_dict(), {"installPath": "/opt/db", "version": "2"}
        )

    def test_keep_the_list_that_was_given(self):
        tags = ["x"]
        made = repository(tags=tags)
        tags.append("y")
        self.assertEqual(made.to_dict()["tags"], ["x", "y"])


class Dicts(unittest.TestCase):
    def test_round_trip(self):
        made = RepositoryDefinition.from_dict(WHOLE)
        self.assertEqual(made.to_dict(), WHOLE)
        self.assertIs(type(made.to_dict()["login"]), dict)
        self.assertIs(type(made.to_dict()["login"]["items"][0]), dict)

    def test_from_dict_is_lenient(self):
        made = RepositoryDefinition.from_dict({"colour": 1, "version": None})
        self.assertEqual(made.to_dict(), {})
        made = RepositoryDefinition.from_dict({"login": {"password": None}})
        self.assertEqual(made.to_dict(), {"login": {}})
        self.assertIsNone(made.login["password"])

    def test_from_dict_checks(self):
        with self.assertRaises(GeneratedClassesTypeError):
            RepositoryDefinition.from_dict({"version": 1})
        for value in (None, [], "x", repository()):
            with self.assertRaises(GeneratedClassesTypeError):
                RepositoryDefinition.from_dict(value)

    def test_from_dict_leaves_the_dict_alone(self):
        given = copy.deepcopy(WHOLE)
        made = RepositoryDefinition.from_dict(given)
        made.login.user_name = "other"
        self.assertEqual(given, WHOLE)

    def test_empty_classes(self):
        for cls in (VirtualSourceDefinition, SnapshotDefinition):
            self.assertEqual(cls().to_dict(), {})
            self.assertEqual(cls.from_dict({"a": 1}), cls())
        self.assertTrue(SnapshotParametersDefinition(resync=True).resync)
        self.assertEqual(LinkedSourceDefinition(port=1).port, 1)

    def test_to_str(self):
        self.assertEqual(
            repository().to_str(), "{'installPath': '/opt/db', 'version': '1'}"
        )


class Equality(unittest.TestCase):
    def test_is_over_the_dict(self):
        self.assertEqual(repository(), repository())
        self.assertEqual(hash(repository()), hash(repository()))
        self.assertNotEqual(repository(), repository(size=1))
        self.assertNotEqual(repository(), 1)
        self.assertNotEqual(repository(), repository().to_dict())
        self.assertEqual(
            len({repository(tags=["x"]), repository(tags=["x"])}), 1
        )

    def test_needs_the_same_class(self):
        other = SourceConfigDefinition(install_path="/opt/db", version="1")
        self.assertEqual(other.to_dict(), repository().to_dict())
        self.assertNotEqual(other, repository())

    def test_copies(self):
        made = RepositoryDefinition.from_dict(WHOLE)
        for again in (
            copy.deepcopy(made),
            copy.copy(made),
            pickle.loads(pickle.dumps(made)),
        ):
            self.assertEqual(again, made)
            self.assertEqual(again.login.user_name, "sa")


class Nested(unittest.TestCase):
    def setUp(self):
        self.made = RepositoryDefinition.from_dict(WHOLE)

    def test_is_a_class(self):
        login = self.made.login
        self.assertIsInstance(login, RepositoryDefinitionLogin)
        self.assertEqual(login.user_name, "sa")
        login.user_name = "other"
        self.assertEqual(self.made.to_dict()["login"]["userName"], "other")
        with self.assertRaises(GeneratedClassesTypeError):
            login.user_name = 1
        with self.assertRaises(GeneratedClassesError):
            login.user_name = None
        login.password = None
        self.assertNotIn("password", login)
        self.assertTrue(login.items_[0].on)

    def test_is_a_dict(self):
        login = self.made.login
        self.assertIsInstance(login, dict)
        self.assertEqual(login["userName"], "sa")
        self.assertEqual(login.get("missing", 1), 1)
        self.assertIn("password", login)
        self.assertEqual(dict(login), LOGIN)
        self.assertEqual(dict(**login), LOGIN)
        self.assertEqual(sorted(login), ["items", "password", "userName"])
        self.assertEqual(login, LOGIN)
        self.assertEqual(LOGIN, login)
        self.assertFalse(login != LOGIN)
        self.assertEqual(json.loads(json.dumps(login)), LOGIN)
        login["other"] = [1]
        del login["password"]
        self.assertEqual(
            self.made.to_dict()["login"],
            {"userName": "sa", "items": [{"on": True}], "other": [1]},
        )

    def test_is_made_from_either(self):
        by_dict = repository(login=LOGIN)
        by_class = repository(
            login=RepositoryDefinitionLogin(
                user_name="sa", password="s3cr3t", items=[{"on": True}]
            )
        )
        self.assertEqual(by_dict, by_class)
        self.assertEqual(hash(by_dict), hash(by_class))
        self.assertEqual(by_dict.login, LOGIN)
        self.assertIs(type(by_dict.login), RepositoryDefinitionLogin)

    def test_is_checked_again_when_given(self):
        login = RepositoryDefinitionLogin(validate=False)
        with self.assertRaises(GeneratedClassesError):
            repository(login=login)
        login["userName"] = "sa"
        made = repository(login=login)
        self.assertIs(made.login, login)


class Secrets(unittest.TestCase):
    def test_are_not_shown(self):
        made = RepositoryDefinition.from_dict(dict(WHOLE, secret="topsecret"))
        for text in (repr(made), str(made), repr(made.login), str([made])):
            self.assertNotIn("s3cr3t", text)
            self.assertNotIn("topsecret", text)
        self.assertIn("userName", repr(made))
        with self.assertRaises(GeneratedClassesError) as caught:
            repository(secret=["topsecret"])
        self.assertNotIn("topsecret", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
