package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of a database other than its tables and rows: locale, limits, owner, settings, privileges, extensions, and how
 * many objects of each kind there are.
 *
 * @param values by name
 */
record DatabaseFacts(SortedMap<String, String> values) {

    DatabaseFacts {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static DatabaseFacts read(Session session) throws SQLException {
        SortedMap<String, String> values = new TreeMap<>();
        session.query(sql(), row -> {
            String value = row.getString(2);
            if (row.getString(1).equals("comment") && value != null) {
                value = Marker.parse(value).map(Marker::comment).orElse(value);
            }
            if (value != null && !value.isEmpty()) {
                values.put(row.getString(1), value);
            }
            return true;
        });
        DatabaseContent.counts(session).forEach((kind, count) -> values.put("number of " + kind, count.toString()));
        return new DatabaseFacts(values);
    }

    private static String sql() {
        try (InputStream in = DatabaseFacts.class.getResourceAsStream("database-facts.sql")) {
            if (in == null) {
                throw new IllegalStateException("The resource database-facts.sql is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource database-facts.sql cannot be read", e);
        }
    }

    /** What is otherwise in a database that was restored, a sentence each. */
    List<String> differences(DatabaseFacts restored) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(restored.values.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = values.get(name);
            String now = restored.values.get(name);
            if (before == null) {
                differences.add(name + ": " + now + ", not in the backup");
            } else if (now == null) {
                differences.add(name + ": not restored, was " + before);
            } else if (!before.equals(now)) {
                differences.add(name + ": " + now + ", was " + before);
            }
        }
        return differences;
    }

    /** The values for a record. */
    Map<String, String> asMap() {
        return values;
    }
}
