package io.netraven.model.value;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Text with the name of its PostgreSQL type: the server refuses untyped text, and an untyped null, for such columns. */
final class TypedObject {

    private TypedObject() {}

    static PGobject of(String type, @Nullable String text) {
        PGobject object = new PGobject();
        object.setType(type);
        try {
            object.setValue(text);
        } catch (SQLException e) {
            throw new IllegalArgumentException("No value of type " + type, e);
        }
        return object;
    }

    static @Nullable String textOf(@Nullable Object stored) {
        return stored instanceof PGobject object ? object.getValue() : (String) stored;
    }
}
