#!/usr/bin/env python3
"""Opens and seals one envelope, as docs/envelope.md describes it. Needs the package "cryptography".

envelope.py open KEY_FILE NAME ROW_ID < envelope > secret
envelope.py seal KEY_FILE KEY_ID NAME ROW_ID < secret > envelope

KEY_FILE holds the 32 bytes of the data key.
"""

import os
import sys
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"NR"
VERSION = b"\x01"
SUITE = b"\x01"
DOMAIN = b"io.netraven.envelope"


def associated_data(key_id, name, row):
    parts = [DOMAIN, VERSION, SUITE, key_id.bytes, name.encode("utf-8"), row.bytes]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def open_envelope(key, name, row, envelope):
    if len(envelope) < 48 or envelope[:4] != MAGIC + VERSION + SUITE:
        raise ValueError("no envelope of this version and suite")
    key_id = uuid.UUID(bytes=envelope[4:20])
    nonce, sealed = envelope[20:32], envelope[32:]
    return AESGCM(key).decrypt(nonce, sealed, associated_data(key_id, name, row))


def seal_envelope(key, key_id, name, row, secret):
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, secret, associated_data(key_id, name, row))
    return MAGIC + VERSION + SUITE + key_id.bytes + nonce + sealed


def main(arguments):
    if len(arguments) == 4 and arguments[0] == "open":
        _, key_file, name, row = arguments
        with open(key_file, "rb") as file:
            key = file.read()
        try:
            result = open_envelope(key, name, uuid.UUID(row), sys.stdin.buffer.read())
        except (InvalidTag, ValueError):
            sys.exit("This key does not open it for this name and row.")
    elif len(arguments) == 5 and arguments[0] == "seal":
        _, key_file, key_id, name, row = arguments
        with open(key_file, "rb") as file:
            key = file.read()
        result = seal_envelope(key, uuid.UUID(key_id), name, uuid.UUID(row), sys.stdin.buffer.read())
    else:
        sys.exit(__doc__)
    sys.stdout.buffer.write(result)


if __name__ == "__main__":
    main(sys.argv[1:])
