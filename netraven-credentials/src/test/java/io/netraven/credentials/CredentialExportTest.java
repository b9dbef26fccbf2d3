package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static io.netraven.credentials.ImportStore.file;
import static io.netraven.credentials.ImportStore.run;
import static io.netraven.credentials.ImportStore.told;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class CredentialExportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static final Secret PASSPHRASE = Secret.ofString("a passphrase of the export");
    private static final ProtectedFiles CHEAP =
            new ProtectedFiles(random -> new KeyDerivation(8, 1, 1, new byte[KeyDerivation.SALT_LENGTH]));
    private static final String LINES = """
            {"name":"a \\"quoted\\", name","username":"u","description":"","use_keys":true,"key_file":"/k","expires_at":"2030-01-31T12:00:00Z","tags":[{"tag":"core","priority":12.5},{"tag":"edge","priority":0.0}]}
            {"name":"b","username":"u","use_keys":false,"tags":[]}
            """;

    @TempDir
    private Path folder;

    private CredentialStore store;

    @BeforeEach
    void fill() {
        store = TestKeys.openStore(database.dataSource());
        SampleData sample = SampleData.in(database.dataSource());
        store.add(NewCredential.named("a \"quoted\", name", "u")
                .description("")
                .useKeys(true)
                .keyFile("/k")
                .expiresAt(Instant.parse("2030-01-31T12:00:00Z"))
                .password(Secret.ofString("a-s3cret \" \\ \n \ud83d\udd11"))
                .secret(SecretPart.ENABLE_PASSWORD, Secret.ofString(""))
                .secret(SecretPart.PRIVATE_KEY, Secret.ofString("k".repeat(Secret.MAXIMUM_BYTES)))
                .tag(sample.tag("core"), 12.5)
                .tag(sample.tag("edge"), 0)
                .build());
        store.add(NewCredential.named("b", "u").build());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void writesNoSecretInPlainText() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        ByteArrayOutputStream csv = new ByteArrayOutputStream();

        assertThat(CredentialExport.of(store).jsonLines(lines)).isEqualTo(2);
        assertThat(CredentialExport.of(store).json(array)).isEqualTo(2);
        assertThat(CredentialExport.of(store).csv(csv)).isEqualTo(2);

        assertThat(lines.toString(UTF_8)).isEqualTo(LINES);
        assertThat(array.toString(UTF_8)).isEqualTo("[\n" + LINES.strip().replace("}\n{", "},\n{") + "\n]\n");
        assertThat(csv.toString(UTF_8)).isEqualTo("""
                name,username,description,use_keys,key_file,expires_at,tags
                "a ""quoted"", name",u,"",true,/k,2030-01-31T12:00:00Z,core=12.5;edge=0.0
                b,u,,false,,,
                """.replace("\n", "\r\n"));
    }

    @Test
    void isReadByTheImport() throws SQLException {
        for (String format : List.of("json", "lines", "csv")) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            CredentialExport export = CredentialExport.of(store);
            CredentialImport again = CredentialImport.into(store).createTags();
            List<StoredCredential> before = all();
            long count = format.equals("json")
                    ? export.json(written)
                    : format.equals("csv") ? export.csv(written) : export.jsonLines(written);
            run(database, "DELETE FROM netraven.credentials");

            ImportReport report = format.equals("csv")
                    ? again.csv(file(written.toString(UTF_8)))
                    : again.json(file(written.toString(UTF_8)));

            assertThat(told(report)).isEmpty();
            assertThat(count).isEqualTo(2);
            assertThat(all())
                    .usingRecursiveComparison()
                    .ignoringFields("id", "createdAt", "updatedAt", "secrets", "version")
                    .isEqualTo(before);
        }
    }

    @Test
    void bringsSecretsBackThroughAProtectedFile() throws Exception {
        Path file = folder.resolve("credentials.nrx");
        List<StoredCredential> before = all();
        List<Secret> secrets = secrets();

        assertThat(export().protectedFile(file, PASSPHRASE)).isEqualTo(2);
        run(database, "DELETE FROM netraven.credentials");
        ImportReport report = CredentialImport.into(store).protectedFile(file, PASSPHRASE);

        assertThat(told(report)).isEmpty();
        assertThat(all())
                .usingRecursiveComparison()
                .ignoringFields("id", "createdAt", "updatedAt", "version")
                .isEqualTo(before);
        assertThat(secrets()).isEqualTo(secrets).hasSize(3);
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("s3cret", "quoted");
    }

    @Test
    void writesAnAuditRecordOfEachCredentialWhoseSecretsItReads() throws SQLException {
        export().protectedFile(folder.resolve("credentials.nrx"), PASSPHRASE);

        assertThat(ask(database, "SELECT count(*) FROM netraven.audit_logs WHERE event_name = 'secret_read'"))
                .isEqualTo(1);
        assertThat(ask(
                        database,
                        "SELECT count(*) FROM netraven.audit_logs WHERE event_name = 'exported'"
                                + " AND description = 'Exported 2 credentials with their secrets'"))
                .isEqualTo(1);
    }

    @Test
    void importsNothingOfAFileThatDoesNotOpen() throws Exception {
        Path file = folder.resolve("credentials.nrx");
        export().protectedFile(file, PASSPHRASE);
        run(database, "DELETE FROM netraven.credentials");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 40] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.nrx"), bytes);
        CredentialImport again = CredentialImport.into(store).createTags();

        assertThatThrownBy(() -> again.protectedFile(damaged, PASSPHRASE))
                .isInstanceOf(CredentialException.FileDamaged.class);
        assertThatThrownBy(() -> again.protectedFile(file, Secret.ofString("another passphrase")))
                .isInstanceOf(CredentialException.WrongPassphrase.class);
        assertThatThrownBy(() -> again.inBatches(5).protectedFile(file, PASSPHRASE))
                .isInstanceOf(CredentialException.Invalid.class);
        assertThat(all()).isEmpty();
    }

    /** A transaction that waits for a key that is expensive to derive stays idle, and the server ends it. */
    @Test
    void opensAFileBeforeItBeginsATransaction() {
        Path file = folder.resolve("credentials.nrx");
        export().protectedFile(file, PASSPHRASE);
        AtomicInteger connections = new AtomicInteger();
        DataSource counting = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    connections.incrementAndGet();
                    return method.invoke(database.current().dataSource(), values);
                });
        try (CredentialStore counted = TestKeys.openStore(counting)) {
            connections.set(0);
            CredentialImport again = CredentialImport.into(counted).skipDuplicates();

            assertThatThrownBy(() -> again.protectedFile(file, Secret.ofString("another passphrase")))
                    .isInstanceOf(CredentialException.WrongPassphrase.class);
            assertThat(connections).hasValue(0);
            again.protectedFile(file, PASSPHRASE);
            assertThat(connections).hasPositiveValue();
        }
    }

    @Test
    void writesNoFileWhenASecretIsNotWhatWasStored() throws SQLException {
        Path file = folder.resolve("credentials.nrx");
        run(database, "UPDATE netraven.credentials SET private_key = password WHERE name <> 'b'");

        assertThatThrownBy(() -> export().protectedFile(file, PASSPHRASE))
                .isInstanceOf(CredentialException.Undecipherable.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesATagThatCsvCannotSay() throws SQLException {
        run(database, "UPDATE netraven.tags SET name = 'a;b' WHERE name = 'core'");

        assertThatThrownBy(() -> CredentialExport.of(store).csv(new ByteArrayOutputStream()))
                .isInstanceOf(CredentialException.Invalid.class)
                .hasMessageContaining("export JSON");
    }

    @Test
    void goesOverAllPages() {
        StringBuilder more = new StringBuilder("name,username\n");
        for (int i = 0; i < 1_050; i++) {
            more.append("c").append(i).append(",u\n");
        }
        CredentialImport.into(store).csv(file(more.toString()));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();

        assertThat(CredentialExport.of(store).jsonLines(lines)).isEqualTo(1_052);
        assertThat(lines.toString(UTF_8).lines()).hasSize(1_052).doesNotHaveDuplicates();
    }

    private CredentialExport export() {
        return CredentialExport.of(store).protectedBy(CHEAP);
    }

    private List<StoredCredential> all() {
        return store.list(CredentialQuery.all()).credentials();
    }

    private List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        UUID id = all().get(0).id();
        for (SecretPart part : SecretPart.values()) {
            store.reveal(id, part).ifPresent(secrets::add);
        }
        return secrets;
    }
}
