"""What a plugin logs in with. Their secrets are never shown by ``repr``."""

from __future__ import annotations

from dlpx.virtualization.common._values import Value, require

__all__ = ["Credentials", "KeyPairCredentials", "PasswordCredentials"]


class Credentials(Value):
    """Any credentials.

    :param username: the login name
    """

    def __init__(self, username: str) -> None:
        self.username: str = require(type(self).__name__, "username", username, str)


class PasswordCredentials(Credentials):
    """A name and a password.

    :param username: the login name
    :param password: the password
    """

    _hidden = ("password",)

    def __init__(self, username: str, password: str) -> None:
        super().__init__(username)
        self.password: str = require("PasswordCredentials", "password", password, str)


class KeyPairCredentials(Credentials):
    """A name and a pair of keys.

    :param username: the login name
    :param private_key: the private key, as text
    :param public_key: the public key, as text
    """

    _hidden = ("private_key",)

    def __init__(self, username: str, private_key: str, public_key: str) -> None:
        super().__init__(username)
        self.private_key: str = require(
            "KeyPairCredentials", "private_key", private_key, str
        )
        self.public_key: str = require(
            "KeyPairCredentials", "public_key", public_key, str
        )
