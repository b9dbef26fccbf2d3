package io.netraven.credentials;

import io.netraven.credentials.CredentialException.NotFound;
import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.SecretFill.Filled;
import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The secrets in the old tables, for the rows that the SQL of {@code docs/from-python-netraven.md} has brought over. */
final class ImportedPython implements ImportSource {

    private final UnlockedKeys keys;
    private final Audit audit;
    private final PythonKeys pythonKeys;
    private final int rows;
    private int tables;
    private String after = "";
    private long records;
    private @Nullable Page last;

    ImportedPython(UnlockedKeys keys, Audit audit, PythonKeys pythonKeys, int rows) {
        this.keys = keys;
        this.audit = audit;
        this.pythonKeys = pythonKeys;
        this.rows = rows;
    }

    @Override
    public @Nullable Chunk next() {
        if (last != null) {
            records += last.read;
            after = last.reached;
            if (last.read < rows) {
                tables++;
                after = "";
            }
        }
        last = tables == PythonTable.ALL.size() ? null : new Page(PythonTable.ALL.get(tables), after, records);
        return last;
    }

    /** Some rows of one table. */
    private final class Page implements Chunk {
        private final PythonTable table;
        private final String after;
        private final long before;
        private String reached;
        private int read;

        Page(PythonTable table, String after, long before) {
            this.table = table;
            this.after = after;
            this.before = before;
            this.reached = after;
        }

        @Override
        public List<Finding> write(Session session, DataKeys held) throws SQLException {
            if (!PythonTable.arePresent(session)) {
                throw new NotFound("The schema python_netraven with the old tables is not in this database:"
                        + " docs/from-python-netraven.md says how they come there");
            }
            List<PythonTable.Row> found = table.read(session, after, rows);
            read = found.size();
            reached = found.isEmpty() ? after : found.get(read - 1).oldId();
            Map<PythonTable.Row, Unwrapping> unwrapped = new LinkedHashMap<>();
            found.forEach(row -> unwrapped.put(row, Unwrapping.of(pythonKeys, row.value())));
            try {
                return fill(session, held, unwrapped);
            } finally {
                done(unwrapped).forEach(each -> each.secret().close());
            }
        }

        private List<Finding> fill(Session session, DataKeys held, Map<PythonTable.Row, Unwrapping> unwrapped)
                throws SQLException {
            Map<UUID, Secret> secrets = new HashMap<>();
            unwrapped.forEach((row, each) -> {
                if (each instanceof Unwrapping.Done done) {
                    secrets.put(row.id(), done.secret());
                }
            });
            Filled filled = new SecretFill(keys, table.ours(), table.column()).fill(session, held, secrets);
            audit.all(
                    session,
                    "secret_set",
                    table.kind(),
                    List.copyOf(filled.set()),
                    filled.set().stream()
                            .map(id -> "Set " + table.ours().logicalName(table.column())
                                    + ", imported from the Python NetRaven")
                            .toList());
            List<Finding> findings = new ArrayList<>();
            unwrapped.forEach((row, each) -> findings.add(finding(row, each, filled, before + findings.size() + 1)));
            return findings;
        }

        private Finding finding(PythonTable.Row row, Unwrapping unwrapping, Filled filled, long number) {
            Result result;
            String reason;
            if (unwrapping instanceof Unwrapping.Failed failed) {
                result = failed.result();
                reason = failed.reason();
            } else if (!filled.present().contains(row.id())) {
                result = Result.INVALID;
                reason = "there is no row " + row.id() + " in " + table.ours().name()
                        + ": run docs/from-python-netraven.sql first; if the row was deleted here since, set its old secret"
                        + " to null in python_netraven";
            } else if (!filled.set().contains(row.id())) {
                result = Result.DUPLICATE;
                reason = "it has one already, which is left as it is";
            } else {
                result = Result.UPDATED;
                reason = ((Unwrapping.Done) unwrapping).reason();
            }
            return new Finding(number, 0, table.ours().name(), row.name(), result, reason);
        }

        @Override
        public void close() {
            // What was read is overwritten as soon as it is written.
        }
    }

    private static Stream<Unwrapping.Done> done(Map<PythonTable.Row, Unwrapping> unwrapped) {
        return unwrapped.values().stream()
                .map(each -> each instanceof Unwrapping.Done done ? done : null)
                .filter(Objects::nonNull);
    }
}
