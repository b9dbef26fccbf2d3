package io.netraven.model.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;

/** EclipseLink's PostgreSQL platform, corrected where it binds by the JVM's time zone or with the wrong type. */
public final class NetRavenPlatform extends PostgreSQL10Platform {

    private static final long serialVersionUID = 1L;

    /**
     * Without a ping. After every refused statement EclipseLink would send {@code SELECT 1}, which fails in a failed
     * transaction too, and take the connection for broken. Whether a connection works is its pool's business.
     */
    public NetRavenPlatform() {
        setPingSQL(null);
    }

    /** Binds times as what they are; EclipseLink makes both a {@code java.sql.Timestamp} of the default time zone. */
    @Override
    public void setParameterValueInDatabaseCall(
            Object parameter, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        if (parameter instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        } else if (parameter instanceof LocalTime time) {
            statement.setObject(index, time, Types.TIME);
        } else {
            super.setParameterValueInDatabaseCall(parameter, statement, index, session);
        }
    }

    /** Types a null {@code uuid}, which EclipseLink would bind as {@code varchar} (its issue 2717). */
    @Override
    public int getJDBCTypeForSetNull(DatabaseField field) {
        return field != null && field.getType() == UUID.class ? Types.OTHER : super.getJDBCTypeForSetNull(field);
    }
}
