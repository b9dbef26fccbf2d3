package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeImportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static final int LINES = 100_000;

    @Test
    void aHundredThousandLinesTakeLessThanAMinute() throws SQLException {
        List<Long> progress = new CopyOnWriteArrayList<>();
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            long start = System.nanoTime();

            ImportReport report = CredentialImport.into(store)
                    .createTags()
                    .onProgress(progress::add)
                    .json(lines());

            Duration time = Duration.ofNanos(System.nanoTime() - start);
            System.getLogger("import").log(System.Logger.Level.INFO, LINES + " lines in " + time);
            assertThat(report.kept()).isTrue();
            assertThat(time).isLessThan(Duration.ofMinutes(1));
        }
        assertThat(ask(database, "SELECT count(*) FROM netraven.credential_tags"))
                .isEqualTo(LINES);
        assertThat(progress).isSorted().hasSize(LINES / 500).last().isEqualTo((long) LINES);
    }

    /** Made while it is read. */
    private static InputStream lines() {
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int i) {
                String line = "{\"name\": \"c" + i + "\", \"username\": \"backup\", \"password\": \"s3cret" + i
                        + "\", \"tags\": [{\"tag\": \"t" + i % 100 + "\", \"priority\": " + i % 100 + "}]}\n";
                return new ByteArrayInputStream(line.getBytes(UTF_8));
            }

            @Override
            public int size() {
                return LINES;
            }
        }));
    }
}
