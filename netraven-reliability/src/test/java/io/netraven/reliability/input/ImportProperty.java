package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.CredentialExport;
import io.netraven.credentials.CredentialImport;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.ImportReport;
import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.testing.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A file for {@code credentials import}; what it adds is exported, imported again and exported, to the same bytes. */
final class ImportProperty implements Property {

    private static final String[] CLEAR = {
        "DELETE FROM netraven.credential_tags", "DELETE FROM netraven.credentials", "DELETE FROM netraven.audit_logs"
    };

    private final Rows rows;
    private final CredentialStore store;
    private final boolean csv;

    private ImportProperty(DataSource database, boolean csv) {
        this.rows = new Rows(database);
        this.store = TestKeys.openStore(database);
        this.csv = csv;
        rows.run(CLEAR);
    }

    static Property json(DataSource database) {
        return new ImportProperty(database, false);
    }

    static Property csv(DataSource database) {
        return new ImportProperty(database, true);
    }

    @Override
    public void check(byte[] input) {
        List<Finding> findings = new ArrayList<>();
        ImportReport report = read(input, findings);
        findings.forEach(finding -> Marker.isNotIn(finding.reason()));
        report.problems().forEach(finding -> Marker.isNotIn(finding.reason()));
        long added = report.count(Result.ADDED);
        if (report.records() != findings.size() || report.kept() != (report.records() == added)) {
            throw new AssertionError("Found " + findings + ", reported " + report);
        }
        long there = Long.parseLong(rows.ask("SELECT count(*) FROM netraven.credentials"));
        if (there != (report.kept() ? added : 0)) {
            throw new AssertionError(there + " are there, reported is " + report);
        }
        if (there > 0) {
            again();
            rows.run(CLEAR);
        }
    }

    private void again() {
        byte[] first = export();
        rows.run(CLEAR);
        ImportReport report = read(first, new ArrayList<>());
        byte[] second = export();
        if (!report.kept() || !new String(second, UTF_8).equals(new String(first, UTF_8))) {
            throw new AssertionError("Exported as " + new String(first, UTF_8) + " and then as "
                    + new String(second, UTF_8) + ", " + report);
        }
    }

    private ImportReport read(byte[] file, List<Finding> findings) {
        CredentialImport work = CredentialImport.into(store).createTags().onFinding(findings::add);
        return csv ? work.csv(new ByteArrayInputStream(file)) : work.json(new ByteArrayInputStream(file));
    }

    private byte[] export() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (csv) {
            CredentialExport.of(store).csv(file);
        } else {
            CredentialExport.of(store).json(file);
        }
        return file.toByteArray();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
