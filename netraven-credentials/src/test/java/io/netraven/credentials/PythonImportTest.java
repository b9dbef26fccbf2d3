package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static io.netraven.credentials.ImportStore.file;
import static io.netraven.credentials.ImportStore.run;
import static io.netraven.credentials.ImportStore.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.internal.python.Sample;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.model.NetRavenModel;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class PythonImportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path OLD = Path.of("..", "netraven-launcher/src/test/resources/io/netraven/launcher/python");
    private static final String MISSING = "key_00000000";

    @TempDir
    private Path folder;

    /** Derived once: an import leaves them as they are. */
    private static PythonKeys keys;

    private CredentialStore store;

    @BeforeAll
    static void deriveKeys(@TempDir Path keyFolder) throws IOException {
        keys = new PythonKeys().folder(Sample.keyFolder(keyFolder));
        for (String text : Sample.KEY_STRINGS) {
            keys.keyString(Secret.ofString(text));
        }
    }

    @AfterAll
    static void overwriteKeys() {
        keys.close();
    }

    @BeforeEach
    void open() {
        store = TestKeys.openStore(database.dataSource());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CredentialImport into() {
        return CredentialImport.into(store).pythonKeys(keys);
    }

    /** As JSON has it in quotes. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String lines(List<Sample> samples) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            lines.append("{\"name\": \"c" + i + "\", \"username\": \"u\", \"password\": "
                    + quoted(samples.get(i).value()) + "}\n");
        }
        return lines.toString();
    }

    private static List<Sample> readable() {
        return Sample.fixed().stream()
                .filter(sample -> sample.expected().equals("PLAIN"))
                .toList();
    }

    @Nested
    class InFiles {

        @Test
        void reportsLineByLineAndKeepsNothing() throws SQLException {
            List<Finding> found = new ArrayList<>();

            ImportReport report = into().onFinding(found::add).json(file(lines(Sample.fixed())));

            assertThat(report.kept()).isFalse();
            assertThat(found).hasSameSizeAs(Sample.fixed());
            assertThat(found).zipSatisfy(Sample.fixed(), (finding, sample) -> {
                assertThat(finding.result().name()).isEqualTo(sample.expected().replace("PLAIN", "ADDED"));
                if (sample.expected().equals("KEY_MISSING")) {
                    assertThat(finding.reason()).contains(sample.text().replace("bare", "of a bare token"));
                }
                if (finding.result() == Result.ADDED && sample.layers() > 1) {
                    assertThat(finding.reason()).isEqualTo("password unwrapped " + sample.layers() + " times");
                }
                assertThat(finding.toString()).doesNotContain("s3cret", "encrypted_data\":", "gAAAA", "Z0FBQUFB");
            });
            assertThat(ask(database, "SELECT count(*) FROM netraven.credentials"))
                    .isZero();
        }

        @Test
        void bringsInTheTextOfEachValue() {
            ImportReport report = into().json(file(lines(readable())));

            assertThat(told(report)).isEmpty();
            assertThat(report.kept()).isTrue();
            for (int i = 0; i < readable().size(); i++) {
                isPassword("c" + i, readable().get(i).text());
            }
        }

        @Test
        void areReadFromCsvToo() {
            StringBuilder csv = new StringBuilder("name,username,password\n");
            for (int i = 0; i < readable().size(); i++) {
                csv.append("c" + i + ",u,\"" + readable().get(i).value().replace("\"", "\"\"") + "\"\n");
            }

            assertThat(told(into().csv(file(csv.toString())))).isEmpty();

            for (int i = 0; i < readable().size(); i++) {
                isPassword("c" + i, readable().get(i).text());
            }
        }

        @Test
        void areWhatTheySeemWithoutTheirKeys() {
            String value = readable().get(readable().size() - 1).value();

            CredentialImport.into(store)
                    .json(file("{\"name\": \"a\", \"username\": \"u\", \"password\": " + quoted(value) + "}"));

            isPassword("a", value);
        }
    }

    @Nested
    class InTables {

        @BeforeEach
        void bringRowsOver() throws Exception {
            run(database, "DROP SCHEMA netraven CASCADE; CREATE SCHEMA netraven");
            store.close();
            run(database, Files.readString(OLD.resolve("schema.sql")));
            run(database, Files.readString(OLD.resolve("sample.sql")));
            run(database, moving());
            SchemaEngine.builder(database.dataSource())
                    .model(SchemaModel.named("netraven", "test")
                            .entities(NetRavenModel.entityClasses())
                            .build())
                    .build()
                    .initialize();
            set("credentials", "core-ssh", value("default-s3cret"));
        }

        private String moving() throws IOException {
            Matcher block = Pattern.compile(
                            "<<'SQL'\n(CREATE SCHEMA python_netraven.*?)^SQL$", Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(Files.readString(DOCS.resolve("from-python-netraven.md")));
            assertThat(block.find()).isTrue();
            return block.group(1);
        }

        /** The first data key comes after it: its audit record would be in the way. */
        private void overSql() throws Exception {
            run(database, Files.readString(DOCS.resolve("from-python-netraven.sql")));
            store = TestKeys.openStore(database.dataSource());
        }

        private void set(String table, String name, String value) throws SQLException {
            run(
                    database,
                    "UPDATE python_netraven." + table + " SET password = '" + value.replace("'", "''") + "' WHERE "
                            + (table.equals("devices") ? "hostname" : "name") + " = '" + name + "'");
        }

        private String value(String plain) {
            return Sample.fixed().stream()
                    .filter(sample -> sample.text().equals(plain))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }

        @Test
        void areBroughtInForTheRowsThatTheSqlBroughtOver() throws Exception {
            run(database, "ALTER TABLE python_netraven.devices ALTER password TYPE varchar(1024)");
            set("devices", "core-1", value("twice-s3cret"));
            run(database, "UPDATE python_netraven.devices SET password = 'lab-s3cret' WHERE id = 'lab-switch'");
            overSql();
            List<Finding> found = new ArrayList<>();

            ImportReport report = into().onFinding(found::add).fromPython();

            assertThat(told(report)).isEmpty();
            assertThat(report.kept()).isTrue();
            assertThat(found.stream().map(Finding::toString))
                    .containsExactly(
                            "record 1, credentials \"core-ssh\": UPDATED, unwrapped once",
                            "record 2, credentials \"lab\": UPDATED",
                            "record 3, devices \"core-1\": UPDATED, unwrapped 2 times",
                            "record 4, devices \"lab-switch\": UPDATED",
                            "record 5, admin_settings \"notification.email.smtp_password\": UPDATED");
            isPassword("core-ssh", "default-s3cret");
            isPassword("lab", "plain-lab-password");
            UUID core = UUID.fromString("22222222-0000-4000-8000-000000000001");
            assertThat(store.revealDevicePassword(core)).contains(Secret.ofString("twice-s3cret"));
            assertThat(store.revealDevicePassword(PythonTable.identifier("lab-switch")))
                    .contains(Secret.ofString("lab-s3cret"));
            assertThat(store.revealSetting("notification.email.smtp_password"))
                    .contains(Secret.ofString("plain-smtp-password"));
            assertThat(ask(database, "SELECT count(*) FROM netraven.audit_logs WHERE event_name = 'secret_set'"))
                    .isEqualTo(5);
        }

        @Test
        void areLeftAloneWhenTheyAreSet() throws Exception {
            overSql();
            UUID lab = store.findByName("lab").orElseThrow().id();
            store.update(lab, new CredentialChange().password(Secret.ofString("entered by hand")));

            ImportReport first = into().fromPython();
            ImportReport second = into().fromPython();

            assertThat(first.kept()).isTrue();
            assertThat(first.counts()).isEqualTo(Map.of(Result.UPDATED, 3L, Result.DUPLICATE, 1L));
            assertThat(second.counts()).isEqualTo(Map.of(Result.DUPLICATE, 4L));
            isPassword("lab", "entered by hand");
        }

        @Test
        void areNotBroughtInAtAllWhenAKeyIsMissing() throws Exception {
            set("credentials", "lab", value(MISSING));
            overSql();

            ImportReport report = into().fromPython();

            assertThat(report.kept()).isFalse();
            assertThat(told(report))
                    .containsExactly("record 2, credentials \"lab\": KEY_MISSING, the key key_00000000 is missing");
            assertThat(ask(
                            database,
                            "SELECT count(*) FROM netraven.encryption_keys k WHERE EXISTS (SELECT FROM"
                                    + " netraven.credentials c WHERE c.key_id = k.id)"))
                    .isZero();
            assertThat(into().inBatches(1).fromPython().counts())
                    .isEqualTo(Map.of(Result.UPDATED, 3L, Result.KEY_MISSING, 1L));
            assertThat(into().fromPython().counts()).isEqualTo(Map.of(Result.DUPLICATE, 3L, Result.KEY_MISSING, 1L));
        }

        @Test
        void areReportedWhenTheirRowsDidNotComeOver() throws Exception {
            overSql();
            run(database, "DELETE FROM netraven.credentials WHERE name = 'lab'");

            assertThat(told(into().fromPython()))
                    .singleElement()
                    .asString()
                    .startsWith("record 2, credentials \"lab\": INVALID, there is no row bbbbbbbb-0000-4000-8000");

            run(database, "UPDATE python_netraven.credentials SET password = NULL WHERE name = 'lab'");
            assertThat(into().fromPython().kept()).isTrue();
        }

        @Test
        void joinTheSecretsThatARowHasUnderAnOlderKey() throws Exception {
            overSql();
            UUID lab = store.findByName("lab").orElseThrow().id();
            store.update(
                    lab, new CredentialChange().secret(SecretPart.ENABLE_PASSWORD, Secret.ofString("entered by hand")));
            Keyring keyring = Keyring.builder(database.dataSource())
                    .masterKey(TestKeys.masterKey())
                    .build();
            run(database, "ALTER TABLE netraven.credentials RENAME TO hidden");
            assertThatThrownBy(() -> keyring.rotate(Rotation.now())).isInstanceOf(CredentialException.class);
            run(database, "ALTER TABLE netraven.hidden RENAME TO credentials");

            assertThat(into().fromPython().kept()).isTrue();

            isPassword("lab", "plain-lab-password");
            assertThat(store.reveal(lab, SecretPart.ENABLE_PASSWORD)).contains(Secret.ofString("entered by hand"));
        }

        @Test
        void thatAreObjectsOrNumbersInSettingsComeAsTheyAreWritten() throws Exception {
            run(
                    database,
                    "UPDATE python_netraven.admin_settings SET value = '" + value("default-s3cret")
                            + "' WHERE key = 'notification.email.smtp_password'");
            run(
                    database,
                    "UPDATE python_netraven.admin_settings SET value = '12345', value_type = 'number'"
                            + " WHERE key = 'notification.email.smtp_username'");
            overSql();

            assertThat(told(into().fromPython())).isEmpty();

            assertThat(store.revealSetting("notification.email.smtp_password"))
                    .contains(Secret.ofString("default-s3cret"));
            assertThat(store.revealSetting("notification.email.smtp_username")).contains(Secret.ofString("12345"));
        }

        @Test
        void leaveNothingOfARehearsal() throws Exception {
            overSql();

            ImportReport report = into().rehearse().fromPython();

            assertThat(report.count(Result.UPDATED)).isEqualTo(4);
            assertThat(report.kept()).isFalse();
            assertThat(store.findByName("core-ssh").orElseThrow().secrets()).isEmpty();
        }
    }

    @Test
    void saysWhenTheOldTablesAreNotThere() {
        CredentialImport without = into();

        assertThatThrownBy(without::fromPython)
                .isInstanceOf(CredentialException.NotFound.class)
                .hasMessageContaining("docs/from-python-netraven.md");
    }

    @Test
    void refusesAFolderWithAFileThatHoldsNoKey() throws IOException {
        Sample.keyFolder(folder);
        Files.writeString(folder.resolve("key_bad.key"), "s3cret");
        PythonKeys more = new PythonKeys();

        assertThatThrownBy(() -> more.folder(folder))
                .isInstanceOf(CredentialException.Invalid.class)
                .hasMessageContaining("key_bad.key")
                .hasMessageNotContaining("s3cret");
    }

    private void isPassword(String name, String password) {
        UUID id = store.findByName(name).orElseThrow().id();
        assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString(password));
    }
}
