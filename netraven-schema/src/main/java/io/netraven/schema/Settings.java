package io.netraven.schema;

import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What an engine was built with.
 *
 * @param dataSource gives connections
 * @param model what the database is to look like
 * @param namespace where its tables are
 * @param deadline how long to wait for the database; null for ever
 * @param accessGrace how long a refused login is tried again
 * @param lockTimeout how long to wait for locks
 * @param statementTimeout how long one statement may take
 * @param strict whether tolerated differences are refused too
 */
record Settings(
        DataSource dataSource,
        SchemaModel model,
        String namespace,
        @Nullable Duration deadline,
        Duration accessGrace,
        Duration lockTimeout,
        Duration statementTimeout,
        boolean strict) {}
