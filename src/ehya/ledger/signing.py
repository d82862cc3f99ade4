"""How does this installation sign what it seals, and how is a signature told from a forged one?

The key is made on first use and lies in the home folder, readable by the installation's account
alone. Whoever holds the public key can check a signature without Ehya.
"""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home, make_home

KEY_FILE = "signing-key.pem"
KEY_MODE = 0o600


def sign(digest: str) -> str:
    """Return the installation's Ed25519 signature over a digest.

    Args:
        digest: SHA-256 as 64 hexadecimal letters; signed is that text, not its 32 bytes.

    Returns:
        128 hexadecimal letters.

    Raises:
        Refusal: "ledger.signing_key_unreadable", "ledger.home_not_writable".

    Source:
        RFC 8032 (Ed25519).
    """
    return _key().sign(digest.encode()).hex()


def signed(digest: str, signature: str) -> bool:
    """Tell whether a signature over a digest is this installation's own."""
    return signed_by(digest, signature, public_key())


def signed_by(digest: str, signature: str, key: str) -> bool:
    """Tell whether a signature over a digest was made with the key of a public one, hexadecimal."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """Return the public key, as 64 hexadecimal letters."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def public_pem() -> str:
    """Return the public key as openssl reads it."""
    told = _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return told.decode()


def key_path() -> Path:
    """Return where the private key lies; it may not be there yet."""
    return home() / KEY_FILE


def _key() -> Ed25519PrivateKey:
    if not key_path().exists():
        _make()
    try:
        key = load_pem_private_key(key_path().read_bytes(), password=None)
    except (OSError, ValueError) as trouble:
        raise Refusal("ledger.signing_key_unreadable", file=str(key_path())) from trouble
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal("ledger.signing_key_unreadable", file=str(key_path()))
    return key


def _make() -> None:
    """Write a new key; of two processes that sign for the first time, the first one's stays."""
    make_home()
    told = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    fresh = key_path().with_name(f"{KEY_FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, KEY_MODE), "wb") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, key_path())
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
