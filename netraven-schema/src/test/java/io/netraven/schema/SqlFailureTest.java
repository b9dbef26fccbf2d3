package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.SqlFailure.Kind;
import java.sql.SQLException;
import javax.net.ssl.SSLKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {

    /** What PgBouncer has one code for, besides its own refusals: the server's words, in any language. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server login has been failing, try again later (server_login_retry)",
                "server login has been failing, cached error: no such user (server_login_retry)",
                "no more connections allowed (max_client_conn)",
                "query_wait_timeout",
                "database \"netraven\" is disabled",
                "pooler is shutting down",
                "the database system is starting up",
                "das Datenbanksystem startet",
                "das Datenbanksystem wird heruntergefahren",
                "データベースシステムは起動しています",
                "現在クライアント数が多すぎます",
                "le système de bases de données est en cours de restauration",
                "sorry, too many clients already",
                "password authentication failed for user \"netraven\"",
                "Passwort-Authentifizierung für Benutzer »netraven« fehlgeschlagen",
                "ユーザー\"netraven\"のパスワード認証に失敗しました"
            })
    void whatAPoolerHandsOnIsTriedAgain(String message) {
        assertThat(SqlFailure.of(ofPooler("08P01", message)).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(SqlFailure.of(new SQLException(message, "08P01")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password authentication failed",
                "SASL authentication failed",
                "certificate authentication failed",
                "no such database: absent",
                "no such user: nobody",
                "no such user",
                "SSL required",
                "unsupported startup parameter: options",
                "unsupported startup parameter in options: geqo",
                "unsupported options startup parameter: only '-c config=val' is allowed"
            })
    void aRefusalOfThePoolerIsNot(String message) {
        assertThat(SqlFailure.of(ofPooler("08P01", message)).kind()).isEqualTo(Kind.ACCESS);
        assertThat(SqlFailure.of(new SQLException(message, "08P01")).kind()).isEqualTo(Kind.ACCESS);
    }

    @Test
    void aViolatedProtocolThatTheServerFoundIsAFailedStatement() {
        PSQLException failure = ofServer("ERROR", "08P01", "invalid message format", "pq_getmsgend", "", "");

        assertThat(SqlFailure.of(failure).kind()).isEqualTo(Kind.STATEMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "pg_catalog, pg_extension, RACED",
        "pg_catalog, pg_namespace, RACED",
        "pg_catalog, pg_db_role_setting, RACED",
        "netraven, devices, STATEMENT",
        "public, pg_namespace, STATEMENT",
    })
    void aDuplicateKeyPassesWhereItIsOfTheCatalogue(String schema, String table, Kind kind) {
        PSQLException failure =
                ofServer("FEHLER", "23505", "doppelter Schlüsselwert", "_bt_check_unique", schema, table);

        assertThat(SqlFailure.of(failure).kind()).isEqualTo(kind);
    }

    @Test
    void aDuplicateKeyOfWhichTheServerTellsNoTableDoesNotPass() {
        assertThat(SqlFailure.of(ofServer("ERROR", "23505", "pg_catalog", "_bt_check_unique", "", ""))
                        .kind())
                .isEqualTo(Kind.STATEMENT);
        assertThat(SqlFailure.of(new SQLException("pg_catalog", "23505")).kind())
                .isEqualTo(Kind.STATEMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "simple_heap_update, RACED",
        "simple_heap_delete, RACED",
        "simple_table_tuple_update, RACED",
        "index_getprocinfo, STATEMENT",
    })
    void anInternalErrorPassesByItsRoutine(String routine, Kind kind) {
        PSQLException failure = ofServer("FEHLER", "XX000", "Tupel wurde gleichzeitig aktualisiert", routine, "", "");

        assertThat(SqlFailure.of(failure).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "FATAL, CheckMyDatabase, UNAVAILABLE",
        // Handed on by a pooler, with the code alone.
        "FATAL, '', UNAVAILABLE",
        // What an interrupted DROP DATABASE has left, and statements on objects in another state.
        "FATAL, InitPostgres, STATEMENT",
        "FEHLER, CheckCmdReplicaIdentity, STATEMENT",
        "ERROR, '', STATEMENT",
    })
    void aDatabaseThatTakesNoSessionsIsTriedAgain(String severity, String routine, Kind kind) {
        PSQLException failure = ofServer(severity, "55000", "Datenbank akzeptiert keine Verbindungen", routine, "", "");

        assertThat(SqlFailure.of(failure).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42710", "42P06", "42P07"})
    void anObjectThatIsThereAlreadyIsLookedForOnce(String state) {
        assertThat(SqlFailure.of(ofServer("ERROR", state, "x existiert bereits", "heap_create", "", ""))
                        .kind())
                .isEqualTo(Kind.THERE_ALREADY);
    }

    @Test
    void aTransactionThatTheServerEndedBecauseItStoodStillIsTriedAgain() {
        SQLException ended = new SQLException("terminating connection due to idle-in-transaction timeout", "25P03");
        assertThat(SqlFailure.of(ended).kind()).isEqualTo(Kind.STOOD_STILL);
    }

    @ParameterizedTest
    @CsvSource({
        "2BP01, reportDependentObjects",
        "2BP01, DropRole",
        "0A000, ATExecAlterColumnType",
        "0A000, RememberAllDependentForRebuilding",
        "42601, RememberAllDependentForRebuilding",
    })
    void theObjectsThatDependOnOneAreTold(String state, String routine) {
        SqlFailure failure = SqlFailure.of(
                withDetail(state, routine, "Sicht »v« hängt von Tabelle »t« ab\nSicht »w« hängt von Sicht »v« ab"));

        assertThat(failure.message())
                .isEqualTo("geht nicht: Sicht »v« hängt von Tabelle »t« ab; Sicht »w« hängt von Sicht »v« ab");
    }

    /** As far as the state goes it could be told; what a function of somebody's raises can have a row in it. */
    @ParameterizedTest
    @CsvSource({
        "23505, _bt_check_unique",
        "23503, ri_ReportViolation",
        "23514, ExecConstraints",
        "22P02, pg_strtoint32_safe",
        "2BP01, exec_stmt_raise",
        "0A000, exec_stmt_raise",
    })
    void whatMayQuoteARowIsNot(String state, String routine) {
        SqlFailure failure = SqlFailure.of(withDetail(state, routine, "Key (a)=(secret) exists."));

        assertThat(failure.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "58P01, parse_extension_control_file, CREATE EXTENSION IF NOT EXISTS pgcrypto, contrib",
        "0A000, parse_extension_control_file, CREATE EXTENSION IF NOT EXISTS pgcrypto, --no-extensions",
        "0A000, azure_process_utility, CREATE EXTENSION IF NOT EXISTS pgcrypto, allow-list",
        "53200, LockAcquireExtended, CREATE TABLE a (), max_locks_per_transaction",
        "53200, AllocSetAlloc, CREATE TABLE a (), ''",
        "0A000, ATExecAlterColumnType, ALTER TABLE a ALTER b TYPE text, ''",
    })
    void adviceGoesByStateRoutineAndStatement(String state, String routine, String statement, String advice) {
        SqlFailure failure = SqlFailure.of(
                new StatementBatch.Failed(statement, ofServer("FEHLER", state, "geht nicht", routine, "", "")));

        assertThat(failure.kind()).isEqualTo(Kind.STATEMENT);
        if (advice.isEmpty()) {
            assertThat(failure.advice()).isEmpty();
        } else {
            assertThat(failure.advice()).contains(advice);
        }
    }

    @Test
    void aFileWithAKeyIsToldWithItsOwnAdvice() {
        SSLKeyException found = new SSLKeyException("The client key /k does not exist. Put it there");
        SqlFailure failure =
                SqlFailure.of(new PSQLException("SSL error: " + found, PSQLState.CONNECTION_FAILURE, found));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS);
        assertThat(failure.message()).isEqualTo("The client key /k does not exist");
        assertThat(failure.advice()).isEqualTo("Put it there.");
    }

    private static PSQLException withDetail(String state, String routine, String detail) {
        return new PSQLException(new ServerErrorMessage(field('S', "FEHLER")
                + field('C', state)
                + field('M', "geht nicht")
                + field('D', detail)
                + field('R', routine)));
    }

    private static PSQLException ofPooler(String state, String message) {
        return ofServer("FATAL", state, message, "", "", "");
    }

    private static PSQLException ofServer(
            String severity, String state, String message, String routine, String schema, String table) {
        return new PSQLException(new ServerErrorMessage(field('S', severity)
                + field('C', state)
                + field('M', message)
                + field('R', routine)
                + field('s', schema)
                + field('t', table)));
    }

    private static String field(char letter, String text) {
        return text.isEmpty() ? "" : letter + text + '\0';
    }
}
