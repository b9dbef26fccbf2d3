package com.example.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netraven.credentials.testing.SampleData;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreachableDevicesTest {

    /** Each test method has a database of its own, with NetRaven's schema and default data. */
    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void areNoneWhereNothingIs() throws SQLException {
        assertEquals(List.of(), UnreachableDevices.in(database.dataSource()));
    }

    @Test
    void areThoseThatDidNotAnswer() throws SQLException {
        SampleData sample = SampleData.in(database.dataSource());
        sample.device("core-router-1");
        sample.device("core-router-2");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE netraven.devices SET is_reachable = hostname = 'core-router-1'");
        }

        assertEquals(List.of("core-router-2"), UnreachableDevices.in(database.dataSource()));
    }
}
