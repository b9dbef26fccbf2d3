#!/usr/bin/env python3
"""Opens and writes a protected file, as docs/envelope.md describes it. Needs the package "cryptography", and for
Argon2id its release 44 or newer, or the package "argon2-cffi".

protected_file.py open KIND PASSPHRASE_FILE < file > content
protected_file.py seal KIND PASSPHRASE_FILE < content > file

KIND is 1 for data keys and 2 for credentials. One newline at the end of the passphrase is left out.
"""

import hashlib
import hmac
import os
import struct
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEADER = struct.Struct(">4sBBBIII16s")
MAGIC, VERSION, ARGON2ID = b"NRPF", 1, 1
MEMORY_KIB, ITERATIONS, LANES = 256 * 1024, 3, 4
CHUNK, TAG, DIGEST = 64 * 1024, 16, 32


def argon2id(passphrase, salt, memory_kib, iterations, lanes):
    try:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    except ImportError:
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(passphrase, salt, iterations, memory_kib, lanes, 64, Type.ID)
    return Argon2id(salt=salt, length=64, iterations=iterations, lanes=lanes, memory_cost=memory_kib).derive(passphrase)


def derive(passphrase, salt, memory_kib, iterations, lanes):
    both = argon2id(unicodedata.normalize("NFC", passphrase).encode("utf-8"), salt, memory_kib, iterations, lanes)
    return AESGCM(both[:32]), both[32:]


def nonce(number, last):
    return bytes(3) + number.to_bytes(8, "big") + (b"\x01" if last else b"\x00")


def open_file(kind, passphrase, file):
    body, checksum = file[:-DIGEST], file[-DIGEST:]
    if len(file) < HEADER.size + DIGEST + TAG + DIGEST or hashlib.sha256(body).digest() != checksum:
        raise ValueError("damaged")
    magic, version, found, kdf, memory_kib, iterations, lanes, salt = HEADER.unpack_from(body)
    if (magic, version, kdf) != (MAGIC, VERSION, ARGON2ID) or found != kind:
        raise ValueError("no protected file of this version and kind")
    if lanes not in range(1, 17) or iterations not in range(1, 17) or not 8 * lanes <= memory_kib <= 1024 * 1024:
        raise ValueError("too costly")
    cipher, authentication = derive(passphrase, salt, memory_kib, iterations, lanes)
    header, head = body[: HEADER.size], body[: HEADER.size + DIGEST]
    if not hmac.compare_digest(hmac.digest(authentication, header, "sha256"), head[HEADER.size :]):
        raise ValueError("wrong passphrase")
    sealed = body[len(head) :]
    chunks = [sealed[at : at + CHUNK + TAG] for at in range(0, len(sealed), CHUNK + TAG)]
    last = len(chunks) - 1
    return b"".join(cipher.decrypt(nonce(i, i == last), chunk, head) for i, chunk in enumerate(chunks))


def seal_file(kind, passphrase, content):
    salt = os.urandom(16)
    cipher, authentication = derive(passphrase, salt, MEMORY_KIB, ITERATIONS, LANES)
    header = HEADER.pack(MAGIC, VERSION, kind, ARGON2ID, MEMORY_KIB, ITERATIONS, LANES, salt)
    head = header + hmac.digest(authentication, header, "sha256")
    chunks = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)] or [b""]
    last = len(chunks) - 1
    body = head + b"".join(cipher.encrypt(nonce(i, i == last), chunk, head) for i, chunk in enumerate(chunks))
    return body + hashlib.sha256(body).digest()


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in ("open", "seal"):
        sys.exit(__doc__)
    with open(arguments[2], encoding="utf-8", newline="") as file:
        passphrase = file.read().removesuffix("\n")
    try:
        run = open_file if arguments[0] == "open" else seal_file
        sys.stdout.buffer.write(run(int(arguments[1]), passphrase, sys.stdin.buffer.read()))
    except (InvalidTag, ValueError) as reason:
        sys.exit(f"It does not open: {reason or 'damaged'}")


if __name__ == "__main__":
    main(sys.argv[1:])
