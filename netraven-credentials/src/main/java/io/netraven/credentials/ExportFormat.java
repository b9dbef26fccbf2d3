package io.netraven.credentials;

import java.io.IOException;
import java.util.Map;

/** Writes credentials one after the other. Not safe for use by several threads. */
interface ExportFormat {

    /** Writes one, with those of its secrets that are given; they stay the caller's. */
    void write(StoredCredential credential, Map<SecretPart, Secret> secrets) throws IOException;

    /** Writes what has to come last, and closes nothing. */
    void finish() throws IOException;
}
