package io.netraven.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.Project;
import org.junit.jupiter.api.Test;

class NetRavenPlatformTest {

    private final NetRavenPlatform platform = new NetRavenPlatform();

    @Test
    void bindsAnInstantWithItsOffsetAndNotByTheJvmsTimeZone() throws Exception {
        Instant instant = Instant.parse("2026-10-25T00:30:00.123456Z");

        assertThat(bind(instant))
                .containsExactly("setObject", 1, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Test
    void bindsATimeOfDayWithoutADate() throws Exception {
        assertThat(bind(LocalTime.of(2, 30))).containsExactly("setObject", 1, LocalTime.of(2, 30), Types.TIME);
    }

    @Test
    void bindsEverythingElseAsEclipseLinkDoes() throws Exception {
        assertThat(bind("text")).containsExactly("setString", 1, "text");
    }

    @Test
    void givesANullUuidAType() {
        assertThat(platform.getJDBCTypeForSetNull(field(UUID.class))).isEqualTo(Types.OTHER);
        assertThat(platform.getJDBCTypeForSetNull(field(String.class))).isEqualTo(Types.VARCHAR);
    }

    private static DatabaseField field(Class<?> type) {
        DatabaseField field = new DatabaseField("field");
        field.setType(type);
        return field;
    }

    private List<Object> bind(Object value) throws Exception {
        List<Object> call = new ArrayList<>();
        PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    call.add(method.getName());
                    call.addAll(List.of(arguments));
                    return null;
                });
        DatabaseSession session = new Project(new DatabaseLogin(platform)).createDatabaseSession();
        platform.setParameterValueInDatabaseCall(value, statement, 1, (AbstractSession) session);
        return call;
    }
}
