package io.netraven.reliability.access;

import io.netraven.launcher.testing.Programs;
import java.nio.file.Path;

/** Certificates of a folder's own authorities. */
final class Certificates {

    private static final String NEW_KEY = "rsa:2048";

    private final Path folder;
    private final String openssl = Programs.named("openssl");

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes an authority; its certificate is what a client is told to trust. */
    void authority(String name) {
        Programs.run(
                openssl,
                "req",
                "-new",
                "-x509",
                "-nodes",
                "-newkey",
                NEW_KEY,
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                file(name + ".key"),
                "-out",
                file(name + ".crt"));
    }

    /** Makes a server's certificate for a host, signed by an authority; it has ended where the days are negative. */
    void server(String name, String host, String authority, int days) {
        String request = file(name + ".csr");
        Programs.run(
                openssl,
                "req",
                "-new",
                "-nodes",
                "-newkey",
                NEW_KEY,
                "-subj",
                "/CN=" + host,
                "-keyout",
                file(name + ".key"),
                "-out",
                request);
        Programs.run(
                openssl,
                "x509",
                "-req",
                "-in",
                request,
                "-days",
                Integer.toString(days),
                "-CAcreateserial",
                "-CA",
                file(authority + ".crt"),
                "-CAkey",
                file(authority + ".key"),
                "-out",
                file(name + ".crt"));
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }
}
