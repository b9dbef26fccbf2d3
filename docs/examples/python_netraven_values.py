"""Values as the Python NetRaven stored secrets, one a line: expectation, layers, plain text, value; tabs between them.

With the argument "deep", only two that are longer: encrypted 10 and 11 times. Needs the package cryptography. The keys are no secrets: they are for tests.
"""

import base64
import hashlib
import json
import sys

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

LONG = "a key string of the old services"
SHORT = "zażółć"
FILE_ID = "key_1a2b3c4d"
FILE_KEY = base64.urlsafe_b64encode(bytes(range(100, 132))).decode()


def hashed(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())


def derived(text, salt=b"netraven.credential.store"):
    kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=100_000)
    return base64.urlsafe_b64encode(kdf.derive(text.encode()))


def padded(text):
    return text if len(text) >= 16 else text.ljust(32, "0")


def environment_id(text):
    return "env_" + hashlib.sha256(text.encode()).hexdigest()[:8]


def wrap(text, key_id, key):
    token = Fernet(key).encrypt(text.encode())
    return json.dumps({"key_id": key_id, "encrypted_data": base64.b64encode(token).decode(), "version": "1.0"})


def by_default(text):
    return wrap(text, "default", hashed(LONG))


def by_environment(text, key=LONG):
    return wrap(text, environment_id(key), derived(padded(key)))


def by_file(text):
    return wrap(text, FILE_ID, FILE_KEY)


def by_missing(text):
    return wrap(text, "key_00000000", Fernet.generate_key())


def changed(value):
    data = json.loads(value)
    token = bytearray(base64.urlsafe_b64decode(base64.b64decode(data["encrypted_data"])))
    token[30] ^= 1
    data["encrypted_data"] = base64.b64encode(base64.urlsafe_b64encode(token)).decode()
    return json.dumps(data)


def layers(number):
    text = "deep-s3cret"
    for _ in range(number):
        text = by_default(text)
    return text


VALUES = [
    ("PLAIN", 0, "plain-s3cret", "plain-s3cret"),
    ("PLAIN", 0, '{"a": 1}', '{"a": 1}'),
    ("PLAIN", 0, '{"encrypted_data": 5}', '{"encrypted_data": 5}'),
    ("PLAIN", 0, "{not json", "{not json"),
    ("PLAIN", 0, "12345", "12345"),
    ("PLAIN", 0, "gAAAAAnot-a-token", "gAAAAAnot-a-token"),
    ("PLAIN", 1, "default-s3cret", by_default("default-s3cret")),
    ("PLAIN", 1, "zażółć-s3cret \U0001f511", by_default("zażółć-s3cret \U0001f511")),
    ("PLAIN", 1, "environment-s3cret", by_environment("environment-s3cret")),
    ("PLAIN", 1, "short-s3cret", by_environment("short-s3cret", SHORT)),
    ("PLAIN", 1, "short-default-s3cret", wrap("short-default-s3cret", "default", hashed(SHORT))),
    ("PLAIN", 1, "file-s3cret", by_file("file-s3cret")),
    ("PLAIN", 2, "twice-s3cret", by_default(by_default("twice-s3cret"))),
    ("PLAIN", 2, "mixed-s3cret", by_file(by_environment("mixed-s3cret"))),
    ("PLAIN", 3, "thrice-s3cret", by_environment(by_file(by_default("thrice-s3cret")))),
    ("PLAIN", 1, "successor-s3cret", Fernet(derived(LONG, b"netraven_salt")).encrypt(b"successor-s3cret").decode()),
    ("KEY_MISSING", 0, "key_00000000", by_missing("missing-s3cret")),
    ("KEY_MISSING", 0, "env_0a0a0a0a", wrap("missing-s3cret", "env_0a0a0a0a", Fernet.generate_key())),
    ("KEY_MISSING", 1, "key_00000000", by_default(by_missing("missing-s3cret"))),
    ("KEY_MISSING", 0, "bare", Fernet(Fernet.generate_key()).encrypt(b"missing-s3cret").decode()),
    ("UNREADABLE", 0, "", changed(by_default("changed-s3cret"))),
    ("UNREADABLE", 0, "", changed(by_file("changed-s3cret"))),
    ("UNREADABLE", 0, "", by_default("cut-s3cret")[:-20]),
    ("UNREADABLE", 0, "", '{"key_id": "default", "encrypted_data": "c2VjcmV0", "version": "1.0"}'),
    ("UNREADABLE", 0, "", wrap("other-s3cret", "default", Fernet.generate_key())),
]

DEEP = [("PLAIN", 10, "deep-s3cret", layers(10)), ("UNREADABLE", 0, "", layers(11))]

for value in DEEP if sys.argv[1:] == ["deep"] else VALUES:
    print(*value, sep="\t")
