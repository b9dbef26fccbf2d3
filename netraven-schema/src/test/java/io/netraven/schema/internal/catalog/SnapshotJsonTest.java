package io.netraven.schema.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnapshotJsonTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass();

    private static final SchemaObject TABLE = new SchemaObject(ObjectKind.TABLE, "a \"b\"", "a \"b\"");
    private static final SchemaObject TAG = new SchemaObject(ObjectKind.SEED_ROW, "tags", "{name='x\\y'}");

    @Test
    void isReadByPostgresqlAsItWasWritten() throws SQLException {
        CatalogSnapshot snapshot = CatalogSnapshot.of(Map.of(
                TABLE,
                new Facts(Map.of("comment", "one\ntwo\t\u0001\u001f \\ / \u007f é \uD83D\uDD11", "kind", "table")),
                TAG,
                Facts.NONE));

        assertThat(readBack(SnapshotJson.write(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void isAnEmptyArrayWhereNothingIs() {
        assertThat(SnapshotJson.write(CatalogSnapshot.of(Map.of()))).isEqualTo("[]");
    }

    private static CatalogSnapshot readBack(String json) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT o ->> 'kind', o ->> 'table', o ->> 'name', ARRAY(SELECT unnest(ARRAY[key, value])"
                                + " FROM jsonb_each_text(o -> 'facts')) FROM jsonb_array_elements(?::jsonb) o")) {
            query.setString(1, json);
            return CatalogReader.read(query);
        }
    }
}
