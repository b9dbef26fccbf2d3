package io.netraven.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Runs plans within a transaction. */
final class PlanRun {

    /** A way to run statements. */
    interface Runner {
        void run(Connection connection, List<String> statements) throws SQLException;
    }

    private final Connection connection;
    private final Runner runner;
    private final List<Plan.Step> done = new ArrayList<>();
    private final List<Plan.Step> next = new ArrayList<>();

    private PlanRun(Connection connection, Runner runner) {
        this.connection = connection;
        this.runner = runner;
    }

    /**
     * Runs a plan and returns what was done. A tolerated difference that the server refuses to change stays as it is: it
     * keeps nobody from starting.
     *
     * @throws Plan.Failed when it refuses anything else
     */
    static Plan run(Connection connection, Plan plan, Runner runner) throws SQLException {
        PlanRun run = new PlanRun(connection, runner);
        try {
            for (Plan.Step step : plan.steps()) {
                if (step.cause().severity() == Severity.TOLERATED) {
                    run.runNext();
                    run.attempt(step);
                } else {
                    run.next.add(step);
                }
            }
            run.runNext();
        } catch (SQLException e) {
            throw new Plan.Failed(plan, e);
        }
        return new Plan(List.copyOf(run.done));
    }

    private void runNext() throws SQLException {
        runner.run(connection, new Plan(next).statements());
        done.addAll(next);
        next.clear();
    }

    private void attempt(Plan.Step step) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            runner.run(connection, step.statements());
            done.add(step);
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.kind() != SqlFailure.Kind.STATEMENT && failure.kind() != SqlFailure.Kind.PRIVILEGE) {
                throw e;
            }
            connection.rollback(before);
            LoggerFactory.getLogger(PlanRun.class)
                    .info(
                            "Left as it is, as the server refuses to change it ({}): {}",
                            failure.message(),
                            step.cause().message());
        }
        connection.releaseSavepoint(before);
    }
}
