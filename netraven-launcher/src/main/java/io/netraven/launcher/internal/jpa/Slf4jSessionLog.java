package io.netraven.launcher.internal.jpa;

import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.logging.SessionLogEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sends what EclipseLink logs to SLF4J, under its own categories. Statements are on the trace level, and never with
 * their values. EclipseLink creates it by its name.
 */
public final class Slf4jSessionLog extends AbstractSessionLog {

    private static final String PREFIX = "org.eclipse.persistence.";

    @Override
    public boolean shouldLog(int level, @Nullable String category) {
        return level < SessionLog.OFF && logger(category).isEnabledForLevel(level(level));
    }

    @Override
    public void log(SessionLogEntry entry) {
        if (shouldLog(entry.getLevel(), entry.getNameSpace())) {
            logger(entry.getNameSpace())
                    .atLevel(level(entry.getLevel()))
                    .setCause(entry.getException())
                    .log(entry.hasException() ? "" : formatMessage(entry));
        }
    }

    @Override
    public boolean shouldDisplayData() {
        return false;
    }

    private static Logger logger(@Nullable String category) {
        return LoggerFactory.getLogger(PREFIX + (category == null || category.isEmpty() ? "session" : category));
    }

    private static Level level(int level) {
        return switch (level) {
            case SessionLog.SEVERE -> Level.ERROR;
            case SessionLog.WARNING -> Level.WARN;
            case SessionLog.INFO -> Level.INFO;
            case SessionLog.CONFIG -> Level.DEBUG;
            default -> Level.TRACE;
        };
    }
}
