package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialImport;
import io.netraven.credentials.ImportReport;
import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.PythonKeys;
import io.netraven.credentials.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code credentials import}: add credentials from a file, or the secrets of the Python NetRaven. */
final class CredentialsImportCommand extends StoreCommand {

    private static final int MOST_LINES = 20;

    CredentialsImportCommand() {
        super(
                "credentials import",
                "add credentials from a file, or the secrets of the Python NetRaven",
                """
                One transaction: a record that is not added takes everything back, all are told, and the exit code is 6. With
                --batch-rows what is good is kept. With --from-python the secrets come from the old tables in the schema
                python_netraven. A file with secrets in plain text is to be deleted afterwards.""",
                "--in credentials.csv --file-format csv --create-tags --dry-run",
                CliOption.storeAnd(
                        CliOption.IN,
                        CliOption.FILE_FORMAT,
                        CliOption.PASSPHRASE_FILE,
                        CliOption.PASSPHRASE_STDIN,
                        CliOption.CREATE_TAGS,
                        CliOption.SKIP_DUPLICATES,
                        CliOption.BATCH_ROWS,
                        CliOption.DRY_RUN,
                        CliOption.FROM_PYTHON,
                        CliOption.PYTHON_KEY_FILE,
                        CliOption.PYTHON_KEY_FOLDER));
    }

    @Override
    Answer answer(StoreAccess access) {
        Arguments arguments = access.arguments();
        boolean fromPython = arguments.has(CliOption.FROM_PYTHON);
        if (fromPython == arguments.has(CliOption.IN)) {
            throw new UsageException(List.of("Name what to import: --in FILE, or --from-python"));
        }
        FileFormat format = FileFormat.of(access.values(), "json");
        Optional<Integer> rows = access.values().number(CliOption.BATCH_ROWS);
        try (PythonKeys keys = pythonKeys(access)) {
            CredentialImport work = CredentialImport.into(access.store());
            rows.ifPresent(work::inBatches);
            if (arguments.has(CliOption.CREATE_TAGS)) {
                work.createTags();
            }
            if (arguments.has(CliOption.SKIP_DUPLICATES)) {
                work.skipDuplicates();
            }
            if (arguments.has(CliOption.DRY_RUN)) {
                work.rehearse();
            }
            if (arguments.has(CliOption.PYTHON_KEY_FILE) || arguments.has(CliOption.PYTHON_KEY_FOLDER)) {
                work.pythonKeys(keys);
            }
            ImportReport report = fromPython ? work.fromPython() : ofFile(access, work, format);
            return answer(report, fromPython || arguments.has(CliOption.SKIP_DUPLICATES));
        }
    }

    private static PythonKeys pythonKeys(StoreAccess access) {
        PythonKeys keys = new PythonKeys();
        try {
            Optional<String> file = access.arguments().value(CliOption.PYTHON_KEY_FILE);
            if (file.isPresent()) {
                try (Secret text = SecretSource.ofFile(access.surroundings(), CliOption.PYTHON_KEY_FILE, file.get())) {
                    keys.keyString(text);
                }
            }
            Optional<String> folder = access.arguments().value(CliOption.PYTHON_KEY_FOLDER);
            folder.ifPresent(name -> keys.folder(access.path(CliOption.PYTHON_KEY_FOLDER, name)));
            return keys;
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    private static ImportReport ofFile(StoreAccess access, CredentialImport work, FileFormat format) {
        String name = access.values().required(CliOption.IN);
        Path path = access.path(CliOption.IN, name);
        if (format == FileFormat.PROTECTED) {
            try (Secret passphrase = access.passphrase().read("passphrase", false)) {
                return work.protectedFile(path, passphrase);
            }
        }
        try (InputStream file = Files.newInputStream(path)) {
            return format == FileFormat.CSV ? work.csv(file) : work.json(file);
        } catch (IOException e) {
            throw OptionValues.mistake(
                    CliOption.IN,
                    "the file " + name + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Answer answer(ImportReport report, boolean duplicatesPass) {
        Answer answer = headline(report, duplicatesPass);
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            counts.put(result.name(), report.count(result));
            if (report.count(result) > 0) {
                answer.line(result.name().toLowerCase(Locale.ROOT).replace('_', ' '), report.count(result));
            }
        }
        answer.rows(report.problems().stream()
                .limit(MOST_LINES)
                .map(problem -> "  " + problem)
                .toList());
        if (report.problems().size() > MOST_LINES) {
            answer.rows(List.of("  and more: --format json lists a thousand"));
        }
        return answer.field("kept", report.kept())
                .field("dryRun", report.rehearsal())
                .field("records", report.records())
                .field("counts", counts)
                .field(
                        "problems",
                        report.problems().stream()
                                .map(CredentialsImportCommand::fields)
                                .toList());
    }

    private static Answer headline(ImportReport report, boolean duplicatesPass) {
        long bad = report.count(Result.INVALID)
                + report.count(Result.KEY_MISSING)
                + report.count(Result.UNREADABLE)
                + (duplicatesPass ? 0 : report.count(Result.DUPLICATE));
        String records = report.records() + " records";
        if (bad > 0) {
            String kept = report.kept() ? "; the others are kept" : "; nothing was changed";
            return Answer.bad(ExitCode.KEY, "INCOMPLETE", bad + " of " + records + " cannot be taken" + kept);
        }
        return report.rehearsal()
                ? Answer.notice("DRY RUN", records + " could be taken; nothing was changed")
                : Answer.good("IMPORTED", records);
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("record", finding.record());
        fields.put("line", finding.line());
        fields.put("table", finding.table());
        fields.put("name", finding.name());
        fields.put("result", finding.result());
        fields.put("reason", finding.reason());
        return fields;
    }
}
