"""Values that operations take and give, and the library that needs an engine."""

import importlib
import inspect
import logging
import pkgutil
import unittest

import dlpx
from dlpx.virtualization import libs
from dlpx.virtualization.common import (
    KeyPairCredentials,
    PasswordCredentials,
    RemoteConnection,
    RemoteEnvironment,
    RemoteHost,
    RemoteUser,
)
from dlpx.virtualization.platform import (
    DirectSource,
    Mount,
    MountSpecification,
    OwnershipSpecification,
    StagedSource,
    Status,
    VirtualSource,
)
from dlpx.virtualization.platform.exceptions import UserError

HOST = RemoteHost("host", "HOST-1", "/bin", "/tmp")
ENVIRONMENT = RemoteEnvironment("environment", "ENVIRONMENT-1", HOST)
CONNECTION = RemoteConnection(ENVIRONMENT, RemoteUser("me", "USER-1"))


class PackageTest(unittest.TestCase):
    def test_every_module_says_what_it_offers_and_is_documented(self):
        modules = [
            importlib.import_module(info.name)
            for info in pkgutil.walk_packages(dlpx.__path__, "dlpx.")
        ]
        self.assertGreater(len(modules), 15)
        for module in modules:
            self.assertTrue(module.__doc__, module.__name__)
            for name in getattr(module, "__all__", ()):
                value = getattr(module, name)
                if isinstance(value, type) or inspect.isfunction(value):
                    self.assertTrue(value.__doc__, name)


class ValueTest(unittest.TestCase):
    def test_values_compare_by_what_they_hold(self):
        self.assertEqual(Mount(ENVIRONMENT, "/mnt"), Mount(ENVIRONMENT, "/mnt", None))
        self.assertNotEqual(Mount(ENVIRONMENT, "/mnt"), Mount(ENVIRONMENT, "/mnt2"))
        self.assertNotEqual(Mount(ENVIRONMENT, "/mnt"), "/mnt")

    def test_secrets_are_not_shown(self):
        self.assertNotIn("geheim", repr(PasswordCredentials("me", "geheim")))
        self.assertNotIn("geheim", repr(KeyPairCredentials("me", "geheim", "public")))

    def test_sources(self):
        mount = Mount("ENVIRONMENT-1", "/mnt")
        self.assertEqual(DirectSource("g", CONNECTION, {}).connection, CONNECTION)
        self.assertEqual(
            StagedSource("g", CONNECTION, {}, mount, CONNECTION).mount.mount_path, "/mnt"
        )
        self.assertEqual(VirtualSource("g", CONNECTION, {}, [mount]).mounts, [mount])

    def test_wrong_arguments_are_named(self):
        with self.assertRaisesRegex(TypeError, "Mount: 'mount_path' must be of type str"):
            Mount(ENVIRONMENT, 1)
        with self.assertRaisesRegex(TypeError, "'uid' must be of type int, and is of type bool"):
            OwnershipSpecification(True, 1)
        with self.assertRaisesRegex(ValueError, "must hold a mount"):
            MountSpecification([])
        with self.assertRaisesRegex(TypeError, "'mounts'"):
            MountSpecification(["/mnt"])

    def test_status_and_user_error(self):
        self.assertIsNot(Status.ACTIVE, Status.INACTIVE)
        error = UserError("message", "action", "output")
        self.assertEqual((error.message, error.action, error.output), error.args)
        self.assertEqual(str(UserError("message")), "message")


class LibraryTest(unittest.TestCase):
    def test_a_call_without_an_engine_says_so(self):
        calls = [
            lambda: libs.run_bash(CONNECTION, "true", {"A": "b"}, check=True),
            lambda: libs.run_powershell(CONNECTION, "true"),
            lambda: libs.run_expect(CONNECTION, "true"),
            lambda: libs.run_sync(CONNECTION, "/data"),
            lambda: libs.retrieve_credentials({}),
            lambda: libs.upgrade_password("p"),
        ]
        for call in calls:
            with self.assertRaisesRegex(
                libs.exceptions.NoEngineError, "not while a module is imported"
            ):
                call()

    def test_arguments_are_checked_first(self):
        with self.assertRaisesRegex(TypeError, "run_bash: 'variables'"):
            libs.run_bash(CONNECTION, "true", {"A": 1})
        with self.assertRaisesRegex(TypeError, "run_bash: 'remote_connection'"):
            libs.run_bash("host", "true")

    def test_the_handler_takes_records(self):
        logger = logging.Logger("test")
        logger.addHandler(libs.PlatformHandler())
        logger.info("started %s", "it")


if __name__ == "__main__":
    unittest.main()
