package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static io.netraven.credentials.ImportStore.file;
import static io.netraven.credentials.ImportStore.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, it ends in findings, and none of them shows what it holds. */
@SuppressWarnings("NullAway.Init")
class BadImportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perClass();

    /** All tests share it: none leaves anything, as each of them says. */
    private static CredentialStore store;

    @BeforeAll
    static void open() {
        store = TestKeys.openStore(database.dataSource());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static Stream<Arguments> json() {
        String start = "{\"name\": \"a\", \"username\": \"u\", ";
        return Stream.of(
                bad("[" + start + "\"password\": \"s3cret\"}", "at line 1: nothing from there on was read"),
                bad("[" + start + "\"password\": \"s3cr", "at line 1: nothing from there on was read"),
                bad("\n[\n\n" + start + "\n\"password\": s3cret}]", "at line 5: nothing from there on was read"),
                bad("[" + start + "\"password\": \"s3cret\"}] s3cret", "at line 1: nothing from there on was read"),
                bad("[] []", "there is more behind the end of the array"),
                bad("[\"s3cret\"]", "is no JSON object"),
                bad("[[\"s3cret\"]]", "is no JSON object"),
                bad("[" + "[".repeat(5_000), "nothing from there on was read"),
                bad("s3cret", "the line is no JSON object: write one object a line, or an array of them"),
                bad("{\"name\": \"a\", \"username\": \"u\", \"s3cret", "the line is no JSON object"),
                bad(start + "\"password\": \"x\"} {\"s3cret\": 1}", "there is more behind the object on its line"),
                bad(start + "\"password\": 5}", "password is no text"),
                bad(start + "\"password\": {\"s3cret\": \"s3cret\"}}", "password is no text"),
                bad(start + "\"password\": [\"s3cret\"]}", "password is no text"),
                bad(start + "\"name\": \"s3cret\"}", "the field name is there twice"),
                bad(start + "\"password\": \"1\", \"password\": \"s3cret\"}", "the field password is there twice"),
                bad(start + "\"s3cret\": 1}", "field 3 is unknown: there are name, username, description"),
                bad(start + "\"Enable-Password\": \"s3cret\"}", "field 3 is unknown: did you mean enable_password?"),
                bad(start + "\"use_keys\": \"s3cret\"}", "use_keys is neither true nor false"),
                bad(start + "\"expires_at\": \"s3cret\"}", "expires_at is no time"),
                bad(start + "\"expires_at\": \"2030-01-31\"}", "expires_at is no time"),
                bad(start + "\"expires_at\": \"+999999999-01-31T12:00:00Z\"}", "expires_at is no time"),
                bad(start + "\"tags\": \"s3cret\"}", "tags is no list"),
                bad(start + "\"tags\": [1]}", "a tag is neither a name nor"),
                bad(start + "\"tags\": [{\"s3cret\": 1}]}", "a tag has another field"),
                bad(start + "\"tags\": [{\"priority\": 1}]}", "a tag has no name"),
                bad(start + "\"tags\": [\"t\", \"t\"]}", "a tag is there twice"),
                bad(
                        start + "\"tags\": [{\"tag\": \"t\", \"priority\": 101}]}",
                        "a tag's priority is not from 0 to 100"),
                bad(start + "\"tags\": [{\"tag\": \"t\", \"priority\": 1e999}]}", "a tag's priority is not"),
                bad(start + "\"tags\": [\"t\\u0000s3cret\"]}", "a tag's name is longer than 50 characters, or no text"),
                bad(start + "\"password\": \"s3cret\\ud800\"}", "password: The secret has half a surrogate pair"),
                bad(start + "\"password\": \"s3cret\\u0000\"}", "password: The secret has a NUL character"),
                bad(start + "\"private_key\": \"" + "s3cret".repeat(20_000) + "\"}", "private_key: The secret has"),
                bad(start + "\"private_key\": \"" + "s3cret".repeat(200_000) + "\"}", "the line is no JSON object"),
                bad(start + "\"private_key\": \"" + "s3cret".repeat(1_000_000) + "\"}", "the line has more than"),
                bad("[" + start + "\"private_key\": \"" + "s3cret".repeat(200_000) + "\"}]", "a value of more than"),
                bad("{\0\0\0\"name\": \"s3cret\"", "the line is no JSON object"),
                bad("[\0\0\0{\"name\": \"s3cret\"", "is no JSON"),
                bad("{\"name\": \"s3\\u0000cret\", \"username\": \"u\"}", "The name of a credential has a NUL"),
                bad("{\"name\": \"\\udc00\", \"username\": \"u\"}", "name has half a surrogate pair"),
                bad(start + "\"description\": \"\\ud800x\"}", "description has half a surrogate pair"),
                bad("{\"name\": \" \", \"username\": \"u\"}", "The name of a credential is blank"),
                bad("{\"name\": \"a\", \"username\": \"" + "u".repeat(256) + "\"}", "The username of a credential is"),
                bad("{\"name\": null, \"username\": \"u\"}", "name is missing"),
                bad("{}", "name is missing"));
    }

    static Stream<Arguments> csv() {
        String header = "name,username,password\n";
        return Stream.of(
                bad("", "the file is empty"),
                bad("\uFEFF", "the file is empty"),
                bad("core,backup,s3cret\n", "in the header, column 1 is unknown: there are name, username"),
                bad(
                        "name,username,passwort\na,u,s3cret\n",
                        "in the header, column 3 is unknown: did you mean password?"),
                bad("name,password\na,s3cret\n", "in the header, the column username is missing"),
                bad("name,username,name\na,u,s3cret\n", "in the header, name is there twice"),
                bad(header + "a,u\n", "has 2 fields, the header 3"),
                bad(header + "a,u,s3cret,s3cret\n", "has 4 fields, the header 3"),
                bad(header + "a,u,\"s3cret\n", "a quote is not closed or not at the end of its field"),
                bad(header + "a,u,\"s3cret\"s3cret\n", "a quote is not closed or not at the end of its field"),
                bad(header + "a,u,s3\"cret\n", "column 3 has a quote in it: put the field into quotes, and double it"),
                bad(header + "a,u,s3cret\u0000\n", "password: The secret has a NUL character"),
                bad(header + "a,u," + "s3cret".repeat(20_000) + "\n", "password: The secret has"),
                bad(header + "a,u," + "s3cret".repeat(1_000_000) + "\n", "a field has more than"),
                bad(header + ",u,s3cret\n", "name is missing"),
                bad("name,username,use_keys\na,u,s3cret\n", "use_keys is neither true nor false"),
                bad("name,username,tags\na,u,core=s3cret\n", "the priority of a tag is no number"),
                bad("name,username,tags\na,u,core;\n", "a tag has no name"));
    }

    private static Arguments bad(String text, String finding) {
        return Arguments.of(text, finding);
    }

    @ParameterizedTest
    @MethodSource("json")
    void badJsonIsReportedWithoutItsContent(String text, String finding) throws SQLException {
        isRefused(CredentialImport.into(store).json(file(text)), finding);
    }

    @ParameterizedTest
    @MethodSource("csv")
    void badCsvIsReportedWithoutItsContent(String text, String finding) throws SQLException {
        isRefused(CredentialImport.into(store).csv(file(text)), finding);
    }

    private static void isRefused(ImportReport report, String finding) throws SQLException {
        assertThat(report.kept()).isFalse();
        assertThat(told(report))
                .isNotEmpty()
                .last()
                .asString()
                .contains(finding)
                .doesNotContain("s3cret");
        assertThat(report.toString()).doesNotContain("s3cret");
        assertThat(ask(database, "SELECT count(*) FROM netraven.credentials")).isZero();
    }

    @Test
    void whatIsNotUtf8IsReported() {
        byte[] json = "[{\"name\": \"a\", \"username\": \"\u00e9\"}]".getBytes(StandardCharsets.ISO_8859_1);
        byte[] csv = "name,username\na,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(told(CredentialImport.into(store).json(new ByteArrayInputStream(json))))
                .hasSize(1);
        assertThat(told(CredentialImport.into(store).csv(new ByteArrayInputStream(csv))))
                .containsExactly("line 1: INVALID, is not UTF-8: convert the file; nothing from there on was read");
    }

    @Test
    void anEmptyFileOfJsonHasNoRecords() {
        for (String text : List.of("", " \n\n", "\uFEFF", "[]", " [ ] ")) {
            ImportReport report = CredentialImport.into(store).json(file(text));

            assertThat(report.kept()).as("\"%s\"", text).isTrue();
            assertThat(report.records()).isZero();
        }
    }

    @Test
    void whereverAFileIsCutNothingOfItIsShown() {
        String array = "[{\"name\": \"a\", \"username\": \"u\", \"password\": \"s3cret\", \"tags\": [{\"tag\": \"t\","
                + " \"priority\": 5}]}, {\"name\": \"b\", \"username\": \"u\"}]";
        String csv = "name,username,password,tags\r\na,u,\"s3cret\"\"s3cret\",t=5\r\nb,u,s3cret,\r\n";
        for (int length = 0; length < array.length(); length++) {
            ImportReport report = rehearsal().json(file(array.substring(0, length)));
            assertThat(report.toString()).doesNotContain("s3c");
            assertThat(report.problems().isEmpty()).isEqualTo(length == 0);
        }
        for (int length = 0; length < csv.length(); length++) {
            assertThat(rehearsal().csv(file(csv.substring(0, length))).toString())
                    .doesNotContain("s3c");
        }
    }

    private CredentialImport rehearsal() {
        return CredentialImport.into(store).createTags().rehearse();
    }
}
