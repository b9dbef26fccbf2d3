package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Keyring;
import io.netraven.credentials.Rotation;
import io.netraven.credentials.RotationReport;
import io.netraven.credentials.RotationReport.PassedOver;
import io.netraven.launcher.internal.config.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code keys rotate}: make a new data key where it is time, and bring all secrets under it. */
final class KeysRotateCommand extends StoreCommand {

    private static final int MOST_LINES = 20;

    KeysRotateCommand() {
        super(
                "keys rotate",
                "make a new data key where it is time, and bring all secrets under it",
                """
                Services go on meanwhile. Stopped at any moment, the next call goes on. It is time when the active key is as
                old as the setting security.key_rotation_days says (90 days where it is not set); what an earlier rotation
                left is brought under the active key in any case. Rows that cannot be decrypted are passed over and listed,
                and the exit code is 6. The rotation role is enough.
                A transaction has 5,000 rows, unless --batch-rows says otherwise.""",
                "--older-than 30d --encryption-key-file /etc/netraven/master.key",
                CliOption.storeAnd(CliOption.FORCE, CliOption.OLDER_THAN, CliOption.WORKERS, CliOption.BATCH_ROWS));
    }

    @Override
    Answer answer(StoreAccess access) {
        Rotation rotation = rotation(access);
        Keyring keyring = access.keyring();
        try (ProgressWatch watch = ProgressWatch.of(access.surroundings(), access.arguments(), "rotating")) {
            return answer(keyring.rotate(rotation, progress -> watch.accept(Progress.of(progress))));
        }
    }

    private static Rotation rotation(StoreAccess access) {
        OptionValues values = access.values();
        Optional<Duration> age = values.duration(CliOption.OLDER_THAN);
        boolean forced = access.arguments().has(CliOption.FORCE);
        if (forced && age.isPresent()) {
            throw new UsageException(List.of("--force and --older-than: keep one of them"));
        }
        Rotation rotation =
                forced ? Rotation.now() : age.map(Rotation::whenOlderThan).orElseGet(Rotation::whenDue);
        int workers = values.number(CliOption.WORKERS).orElse(rotation.workers());
        int rows = values.number(CliOption.BATCH_ROWS).orElse(rotation.batchRows());
        return rotation.withWorkers(workers).withBatchRows(rows);
    }

    private static Answer answer(RotationReport report) {
        Answer answer = headline(report)
                .line("active key", report.activeKey() + (report.newKey() ? ", made just now" : ""))
                .line("rows", report.rows() + " encrypted anew")
                .line("took", Durations.show(report.elapsed()) + ", " + Math.round(report.rowsPerSecond()) + " rows/s");
        if (!report.unknownTables().isEmpty()) {
            answer.line("unknown", String.join(", ", report.unknownTables()) + ": not registered, left as they are");
        }
        for (PassedOver row : report.passedOver().stream().limit(MOST_LINES).toList()) {
            answer.line("passed over", row.table() + " " + row.row() + ": " + row.secretName());
        }
        if (report.passedOverRows() > MOST_LINES) {
            answer.line("", "and " + (report.passedOverRows() - MOST_LINES) + " more: --format json lists a thousand");
        }
        return answer.field("newKey", report.newKey())
                .field("activeKey", report.activeKey())
                .field("rows", report.rows())
                .field("passedOverRows", report.passedOverRows())
                .field(
                        "passedOver",
                        report.passedOver().stream()
                                .map(KeysRotateCommand::fields)
                                .toList())
                .field("unknownTables", report.unknownTables())
                .field("milliseconds", report.elapsed().toMillis())
                .field("rowsPerSecond", Math.round(report.rowsPerSecond()));
    }

    private static Answer headline(RotationReport report) {
        if (report.passedOverRows() > 0) {
            return Answer.bad(
                    ExitCode.KEY,
                    "INCOMPLETE",
                    report.passedOverRows()
                            + " rows cannot be decrypted and keep their key: set their secrets again, as docs/keys.md says");
        }
        return report.newKey() || report.rows() > 0
                ? Answer.good("ROTATED", "all secrets are under the active key")
                : Answer.good("UP_TO_DATE", "no new key is due, and all secrets are under the active one");
    }

    private static Map<String, Object> fields(PassedOver row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", row.table());
        fields.put("row", row.row());
        fields.put("secret", row.secretName());
        return fields;
    }
}
