package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static io.netraven.credentials.ImportStore.file;
import static io.netraven.credentials.ImportStore.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class CredentialImportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static final String CREDENTIALS = "SELECT count(*) FROM netraven.credentials";
    private static final String AUDITED = "SELECT count(*) FROM netraven.audit_logs WHERE event_name = ";

    private static final String OBJECT = """
            {"name": "core", "username": "backup", "description": "for the core", "password": "p-s3cret",
             "enable_password": "", "private_key": "k-s3cret", "private_key_passphrase": null, "use_keys": true,
             "key_file": "/keys/core", "expires_at": "2030-01-31T12:00:00+01:00",
             "tags": [{"tag": "core", "priority": 90}, "edge"]}""";

    private static final String GOOD = """
            {"name": "a", "username": "u", "password": "1-s3cret"}
            {"name": "b", "username": "u"}
            """;

    private CredentialStore store;

    @BeforeEach
    void open() {
        store = TestKeys.openStore(database.dataSource());
        SampleData sample = SampleData.in(database.dataSource());
        sample.tag("core");
        sample.tag("edge");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CredentialImport into() {
        return CredentialImport.into(store);
    }

    @Nested
    class Formats {

        @Test
        void addsWhatAnArrayHas() {
            isAdded(into().json(file("[" + OBJECT + "]")));
        }

        @Test
        void addsWhatALineHas() {
            isAdded(into().json(file("\uFEFF" + OBJECT.replace("\n", "") + "\r\n\n")));
        }

        @Test
        void addsWhatCsvHas() {
            isAdded(into().csv(file("""
                    \uFEFFtags,name,username,description,password,enable_password,private_key,private_key_passphrase,use_keys,key_file,expires_at
                    core=90;edge,core,backup,for the core,p-s3cret,"",k-s3cret,,true,/keys/core,2030-01-31T11:00:00Z
                    """)));
        }

        private void isAdded(ImportReport report) {
            assertThat(told(report)).isEmpty();
            assertThat(report.kept()).isTrue();
            assertThat(report.counts()).isEqualTo(Map.of(Result.ADDED, 1L));
            StoredCredential stored = store.findByName("core").orElseThrow();
            assertThat(stored.username()).isEqualTo("backup");
            assertThat(stored.description()).contains("for the core");
            assertThat(stored.useKeys()).isTrue();
            assertThat(stored.keyFile()).contains("/keys/core");
            assertThat(stored.expiresAt()).contains(Instant.parse("2030-01-31T11:00:00Z"));
            assertThat(stored.tags())
                    .extracting(StoredCredential.OfferedTag::tagName, StoredCredential.OfferedTag::priority)
                    .containsExactly(tuple("core", 90.0), tuple("edge", 0.0));
            assertThat(stored.secrets())
                    .containsExactlyInAnyOrder(SecretPart.PASSWORD, SecretPart.ENABLE_PASSWORD, SecretPart.PRIVATE_KEY);
            assertThat(store.reveal(stored.id(), SecretPart.PASSWORD)).contains(Secret.ofString("p-s3cret"));
            assertThat(store.reveal(stored.id(), SecretPart.ENABLE_PASSWORD)).contains(Secret.ofString(""));
            assertThat(store.reveal(stored.id(), SecretPart.PRIVATE_KEY)).contains(Secret.ofString("k-s3cret"));
        }

        @Test
        void readsQuotesAndLineEndsInCsv() {
            into().csv(file("name,username,password\r\n\"a, b\",u,\"x\"\"y\r\nz\"\r\n"));

            StoredCredential stored = store.findByName("a, b").orElseThrow();
            assertThat(store.reveal(stored.id(), SecretPart.PASSWORD)).contains(Secret.ofString("x\"y\r\nz"));
        }

        @Test
        void keepsEveryCharacterOfASecret() {
            String secret = " \t\"\\/\u0001\u007f\u00e9\u20ac\ud83d\udd11 ";
            String escaped = " \\t\\\"\\\\\\/\\u0001\u007f\u00e9\\u20ac\\ud83d\\udd11 ";

            into().json(file("[{\"name\": \"a\", \"username\": \"u\", \"password\": \"" + escaped + "\"}]"));

            StoredCredential stored = store.findByName("a").orElseThrow();
            assertThat(store.reveal(stored.id(), SecretPart.PASSWORD)).contains(Secret.ofString(secret));
        }

        @Test
        void takesSecretsOfTheGreatestSize() {
            String key = "k".repeat(Secret.MAXIMUM_BYTES);

            ImportReport report =
                    into().json(file("[{\"name\": \"a\", \"username\": \"u\", \"private_key\": \"" + key + "\"}]"));

            assertThat(report.kept()).isTrue();
            assertThat(store.reveal(store.findByName("a").orElseThrow().id(), SecretPart.PRIVATE_KEY))
                    .contains(Secret.ofString(key));
        }
    }

    @Nested
    class OneTransaction {

        @Test
        void keepsNothingWhenOneRecordIsBadAndReportsAll() throws SQLException {
            ImportReport report = into().json(file(GOOD + """
                    {"name": "c"}
                    {"name": "a", "username": "u"}
                    {"name": "d", "username": "u", "tags": ["nowhere"]}
                    {"name": "e", "username": "u", "pasword": "s3cret"}
                    """));

            assertThat(report.kept()).isFalse();
            assertThat(told(report))
                    .containsExactly(
                            "line 3, credentials \"c\": INVALID, username is missing",
                            "line 4, credentials \"a\": DUPLICATE, line 1 of the file has this name too",
                            "line 5, credentials \"d\": INVALID, there is no tag of a name that it has: make the tag"
                                    + " first, or let the import do so",
                            "line 6, credentials \"e\": INVALID, field 3 is unknown: did you mean password?");
            assertThat(report.counts()).isEqualTo(Map.of(Result.ADDED, 2L, Result.INVALID, 3L, Result.DUPLICATE, 1L));
            assertThat(ask(database, CREDENTIALS)).isZero();
            assertThat(ask(database, AUDITED + "'imported'")).isZero();
        }

        @Test
        void writesAnAuditRecordOfEachAndOfAll() throws SQLException {
            into().json(file(GOOD));

            assertThat(ask(database, AUDITED + "'added'")).isEqualTo(2);
            assertThat(ask(database, AUDITED + "'imported' AND description = 'Imported from JSON: 2 of 2 records'"))
                    .isEqualTo(1);
        }

        @Test
        void letsDuplicatesPassWhenAsked() throws SQLException {
            into().json(file(GOOD));

            ImportReport report = into().skipDuplicates().json(file(GOOD + "{\"name\": \"c\", \"username\": \"u\"}"));

            assertThat(report.kept()).isTrue();
            assertThat(report.counts()).isEqualTo(Map.of(Result.DUPLICATE, 2L, Result.ADDED, 1L));
            assertThat(ask(database, CREDENTIALS)).isEqualTo(3);
        }

        @Test
        void reportsANameOfAnEarlierChunk() {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_001; i++) {
                lines.append("{\"name\": \"c").append(i % 1_000).append("\", \"username\": \"u\"}\n");
            }

            ImportReport report = into().json(file(lines.toString()));

            assertThat(told(report))
                    .containsExactly("line 1001, credentials \"c0\": DUPLICATE, a credential of this name is there, or"
                            + " came earlier in the file");
            assertThat(report.records()).isEqualTo(1_001);
        }

        @Test
        void makesMissingTagsWhenAsked() throws SQLException {
            ImportReport report = into().createTags().json(file("""
                    {"name": "a", "username": "u", "tags": ["new", "core"]}
                    {"name": "b", "username": "u", "tags": [{"tag": "new", "priority": 12.5}]}
                    """));

            assertThat(report.kept()).isTrue();
            assertThat(ask(database, "SELECT count(*) FROM netraven.tags WHERE name = 'new'"))
                    .isEqualTo(1);
            assertThat(ask(database, "SELECT count(*) FROM netraven.credential_tags"))
                    .isEqualTo(3);
        }

        @Test
        void leavesNothingOfARehearsal() throws SQLException {
            ImportReport report = into().rehearse()
                    .createTags()
                    .inBatches(1)
                    .json(file("{\"name\": \"a\", \"username\": \"u\", \"tags\": [\"new\"]}"));

            assertThat(report.rehearsal()).isTrue();
            assertThat(report.kept()).isFalse();
            assertThat(report.count(Result.ADDED)).isEqualTo(1);
            assertThat(ask(database, CREDENTIALS)).isZero();
            assertThat(ask(database, "SELECT count(*) FROM netraven.tags WHERE name = 'new'"))
                    .isZero();
        }
    }

    @Nested
    class Batches {

        @Test
        void keepTheGoodAndReportTheBad() throws SQLException {
            ImportReport report = into().inBatches(2).json(file(GOOD + """
                    no JSON with s3cret
                    {"name": "a", "username": "u"}
                    {"name": "c", "username": "u"}
                    """));

            assertThat(report.kept()).isTrue();
            assertThat(told(report))
                    .containsExactly(
                            "line 3: INVALID, the line is no JSON object: write one object a line, or an array of them",
                            "line 4, credentials \"a\": DUPLICATE, a credential of this name is there, or came earlier"
                                    + " in the file");
            assertThat(ask(database, CREDENTIALS)).isEqualTo(3);
            assertThat(ask(database, AUDITED + "'imported'")).isEqualTo(1);
        }

        @Test
        void beforeAnUnreadableFileAreKept() throws SQLException {
            List<Finding> found = new ArrayList<>();
            CredentialImport batches = into().inBatches(1).onFinding(found::add);

            assertThatThrownBy(() -> batches.json(new Failing(GOOD)))
                    .isInstanceOf(CredentialException.FileFailed.class);

            assertThat(found).extracting(Finding::name).containsExactly("a", "b");
            assertThat(ask(database, CREDENTIALS)).isEqualTo(2);
        }
    }

    @Test
    void keepsNothingOfAnUnreadableFile() throws SQLException {
        CredentialImport whole = into();

        assertThatThrownBy(() -> whole.json(new Failing(GOOD))).isInstanceOf(CredentialException.FileFailed.class);

        assertThat(ask(database, CREDENTIALS)).isZero();
    }

    @Test
    void goesOnWhenAListenerThrows() {
        ImportReport report = into().onFinding(finding -> {
                    throw new IllegalStateException("of the listener");
                })
                .onProgress(records -> {
                    throw new IllegalStateException("of the listener");
                })
                .json(file(GOOD));

        assertThat(report.kept()).isTrue();
    }

    @Test
    void importsWhatWasRotatedMeanwhile() {
        Keyring keyring = Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .build();
        keyring.rotate(Rotation.now());

        into().json(file(GOOD));

        assertThat(keyring.status().pendingRows()).isZero();
        assertThat(store.reveal(store.findByName("a").orElseThrow().id(), SecretPart.PASSWORD))
                .contains(Secret.ofString("1-s3cret"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_001})
    void refusesBatchesOfNoUse(int rows) {
        CredentialImport batches = into();

        assertThatThrownBy(() -> batches.inBatches(rows)).isInstanceOf(CredentialException.Invalid.class);
    }

    /** Ends with an exception where others end. */
    private static final class Failing extends InputStream {
        private final InputStream text;

        Failing(String text) {
            this.text = file(text);
        }

        @Override
        public int read() throws IOException {
            int next = text.read();
            if (next < 0) {
                throw new IOException("broken pipe");
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int next = read();
            into[from] = (byte) next;
            return 1;
        }
    }
}
