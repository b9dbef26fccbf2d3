package io.netraven.credentials;

import static io.netraven.credentials.ImportStore.ask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeImportTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static final int LINES = 20_000;
    private static final int CHUNK = 500;

    /** More than a chunk takes, and far less than one for each of its records. */
    private static final int STATEMENTS_OF_A_CHUNK = 10;

    /** What a reader of text holds of its file beside the records of a chunk. */
    private static final int MOST_BUFFERED_LINES = 200;

    private final List<Long> progress = new ArrayList<>();
    private int statements;
    private long furthestAhead;

    @Test
    void manyLinesTakeAFewStatementsForEachChunkAndNoMoreMemoryThanOne() throws SQLException {
        try (CredentialStore store = TestKeys.openStore(counting(database.dataSource()))) {
            statements = 0;

            ImportReport report = CredentialImport.into(store)
                    .createTags()
                    .onProgress(progress::add)
                    .json(lines());

            assertThat(report.kept()).isTrue();
            assertThat(report.count(ImportReport.Result.ADDED)).isEqualTo(LINES);
        }
        assertThat(statements).isPositive().isLessThan(STATEMENTS_OF_A_CHUNK * LINES / CHUNK);
        assertThat(furthestAhead).isBetween(CHUNK - 1L, CHUNK + (long) MOST_BUFFERED_LINES);
        assertThat(progress).isSorted().hasSize(LINES / CHUNK).last().isEqualTo((long) LINES);
        assertThat(ask(database, "SELECT count(*) FROM netraven.credentials")).isEqualTo(LINES);
        assertThat(ask(database, "SELECT count(*) FROM netraven.credential_tags"))
                .isEqualTo(LINES);
    }

    /** Made while it is read; keeps how far the reader is ahead of what is written. */
    private InputStream lines() {
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int i) {
                long written = progress.isEmpty() ? 0 : progress.get(progress.size() - 1);
                furthestAhead = Math.max(furthestAhead, i - written);
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

    private DataSource counting(DataSource source) {
        return (DataSource) proxy(DataSource.class, source);
    }

    private Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().endsWith("Statement")) {
                statements++;
            }
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection ? proxy(Connection.class, result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        });
    }
}
