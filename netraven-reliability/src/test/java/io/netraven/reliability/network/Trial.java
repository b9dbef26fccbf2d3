package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.Login;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.SampleSecrets;
import io.netraven.schema.testing.OpenSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One operation, one fault, and what must be so afterwards.
 *
 * @param role whom to connect as
 * @param operation what is under way
 * @param point where the fault strikes
 * @param fault what it does
 * @param commits how many commits have certainly been made by then
 */
record Trial(Role role, Operation operation, Point point, Fault fault, OptionalInt commits) {

    private static final int UNAVAILABLE = 3;

    /** On a machine that is busy a run may give up before it comes to the fault: that says nothing, and is done anew. */
    private static final int MOST_ATTEMPTS = 10;

    Recovery run() throws Exception {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Recovery> recovery = once();
            if (recovery.isPresent()) {
                return recovery.get();
            }
        }
        throw new AssertionError("The run never had as many messages as the clean one");
    }

    private Optional<Recovery> once() throws Exception {
        try (Database database = operation.database()) {
            Login login = operation.login(role, database);
            // Open to the end: a side that was not told is never told.
            try (FaultyProxy proxy = FaultyProxy.with(login, point, fault)) {
                Ended ended = fault == Fault.LATE
                        ? InProcess.runNext(proxy.login(), operation, operation.command())
                        : InProcess.run(proxy.login(), operation, operation.command());
                check(ended);
                if (!proxy.hasStruck()) {
                    return Optional.empty();
                }
                if (fault == Fault.LATE) {
                    ended.succeeded();
                    operation.checkComplete(database);
                    return Optional.of(Recovery.SURVIVED);
                }
                checkAfterwards(database, proxy);
                if (ended.exitCode() == 0) {
                    // What was told to be done is done, whatever became of the answer.
                    operation.checkComplete(database);
                }
                InProcess.runNext(login, operation, operation.next(database)).succeeded();
                Recovery recovery = Recovery.since(proxy.struck());
                operation.checkComplete(database);
                return Optional.of(recovery);
            }
        }
    }

    private void checkAfterwards(Database database, FaultyProxy proxy) throws SQLException, IOException {
        // Nobody tells the server that the client is gone: it ends an idle transaction by its own limit.
        Await.until(() -> idle(database).isEmpty());
        // In the middle of what it was sent it waits until the connection is lost.
        proxy.loseSilentServers();
        Await.until(() -> in(database, "active").isEmpty());
        operation.checkAnywhere(database);
        if (commits.isPresent()) {
            operation.checkCommitted(database, commits.getAsInt());
        }
    }

    /** What the user is told: that it is done, or that the database did not answer. */
    private static void check(Ended ended) {
        if (ended.exitCode() == 0) {
            ended.succeeded();
        } else {
            assertThat(ended.failedWith(UNAVAILABLE))
                    .doesNotContain(TestKeys.text(), SampleSecrets.SIGN, Database.PASSWORD);
        }
    }

    /** One that has done nothing but begin keeps nobody from anything. */
    private static List<OpenSession> idle(Database database) {
        return in(database, "idle in transaction").stream()
                .filter(session -> !session.query().equals("BEGIN"))
                .toList();
    }

    private static List<OpenSession> in(Database database, String state) {
        return database.scratch().openSessions().stream()
                .filter(session -> session.state().startsWith(state))
                .toList();
    }

    @Override
    public String toString() {
        return point + ": " + fault.words();
    }
}
