package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialExport;
import io.netraven.credentials.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code credentials export}: write all credentials to a file. */
final class CredentialsExportCommand extends StoreCommand {

    CredentialsExportCommand() {
        super(
                "credentials export",
                "write all credentials to a file, with their secrets under a passphrase only",
                """
                json and csv have no secrets. protected has all of them, encrypted under a passphrase of at least 16
                characters, which is asked for twice unless a file or standard input is named; each secret that is read is
                audited. The file must not be there, and only its owner may read it.""",
                "--out credentials.nrx --file-format protected --passphrase-file /etc/netraven/passphrase",
                CliOption.storeAnd(
                        CliOption.OUT, CliOption.FILE_FORMAT, CliOption.PASSPHRASE_FILE, CliOption.PASSPHRASE_STDIN));
    }

    @Override
    Answer answer(StoreAccess access) {
        FileFormat format = FileFormat.of(access.values(), "json");
        String file = access.values().required(CliOption.OUT);
        Path path = access.path(CliOption.OUT, file);
        CredentialExport export = CredentialExport.of(access.store());
        long written = format == FileFormat.PROTECTED ? withSecrets(access, export, path) : plain(export, format, path);
        return Answer.good("WRITTEN", written + " credentials")
                .line("file", file)
                .line("secrets", format == FileFormat.PROTECTED ? "all, under the passphrase" : "none")
                .field("file", file)
                .field("fileFormat", format.name().toLowerCase(Locale.ROOT))
                .field("credentials", written);
    }

    private static long withSecrets(StoreAccess access, CredentialExport export, Path path) {
        try (Secret passphrase = access.passphrase().read("passphrase", true)) {
            return export.protectedFile(path, passphrase);
        }
    }

    private static long plain(CredentialExport export, FileFormat format, Path path) {
        try {
            OutputStream opened = PrivateFile.open(path);
            try (OutputStream file = opened) {
                return format == FileFormat.CSV ? export.csv(file) : export.json(file);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw PrivateFile.failed(path, e);
        }
    }
}
