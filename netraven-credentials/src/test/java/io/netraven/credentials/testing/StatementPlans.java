package io.netraven.credentials.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for the plan of every statement that goes through a data source, with the values that it is run with,
 * just before it is run, and keeps which tables it reads from one end to the other. Safe for use by several threads.
 */
public final class StatementPlans {

    /** A statement that is run again has the plan that it had. */
    private static final int MOST_PLANS = 3;

    private static final Pattern PLANNED = Pattern.compile("(?s)\\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\\b.*");
    private static final Pattern SCAN = Pattern.compile("Seq Scan on (?:\\w+\\.)?(\\w+)");

    private final Map<String, Integer> plans = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> scans = new ConcurrentHashMap<>();

    /**
     * Records what goes through a data source.
     *
     * @param connections where the statements are run
     * @return the same, recorded
     */
    public DataSource recording(DataSource connections) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(connections, method, arguments);
            return result instanceof Connection connection ? recording(connection) : result;
        });
    }

    private Connection recording(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement && arguments != null) {
                return recording(connection, statement, String.valueOf(arguments[0]));
            }
            return result instanceof Statement statement ? recording(connection, statement) : result;
        });
    }

    private PreparedStatement recording(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Setter> setters = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                setters.put((Integer) arguments[0], new Setter(method, Arrays.asList(arguments.clone())));
            } else if (method.getName().startsWith("execute")) {
                plan(connection, sql, setters);
            }
            return call(statement, method, arguments);
        });
    }

    private Statement recording(Connection connection, Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null) {
                plan(connection, String.valueOf(arguments[0]), Map.of());
            }
            return call(statement, method, arguments);
        });
    }

    /** How a value was bound. */
    private record Setter(Method method, List<@Nullable Object> arguments) {
        void bind(PreparedStatement statement, int index) throws Throwable {
            @Nullable Object[] moved = arguments.toArray();
            moved[0] = index;
            call(statement, method, moved);
        }
    }

    /** Several statements may be sent at once; none of ours has a semicolon in a literal. */
    private void plan(Connection connection, String text, Map<Integer, Setter> setters) throws Throwable {
        int bound = 0;
        for (String sql : text.split(";", -1)) {
            int values = (int) sql.chars().filter(c -> c == '?').count();
            if (PLANNED.matcher(sql).matches() && plans.merge(name(sql), 1, Integer::sum) <= MOST_PLANS) {
                List<Setter> own = new ArrayList<>();
                for (int i = 1; i <= values; i++) {
                    own.add(setters.get(bound + i));
                }
                explain(connection, sql, own);
            }
            bound += values;
        }
    }

    private void explain(Connection connection, String sql, List<Setter> setters) throws Throwable {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 0; i < setters.size(); i++) {
                setters.get(i).bind(explain, i + 1);
            }
            Set<String> scanned = scans.computeIfAbsent(name(sql), statement -> ConcurrentHashMap.newKeySet());
            try (ResultSet line = explain.executeQuery()) {
                while (line.next()) {
                    Matcher scan = SCAN.matcher(line.getString(1));
                    if (scan.find()) {
                        scanned.add(scan.group(1));
                    }
                }
            }
        }
    }

    /** A statement as it was written, on one line. */
    private static String name(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    /**
     * Returns the statements that were run and planned.
     *
     * @return their texts, each on one line
     */
    public Set<String> statements() {
        return new TreeSet<>(scans.keySet());
    }

    /**
     * Returns the statements that read a whole table.
     *
     * @param tables the tables that are too large for that
     * @return which of the tables, by the statement's text
     */
    public Map<String, Set<String>> wholeReadsOf(Set<String> tables) {
        Map<String, Set<String>> found = new TreeMap<>();
        new HashMap<>(scans).forEach((statement, scanned) -> {
            Set<String> large = new TreeSet<>(scanned);
            large.retainAll(tables);
            if (!large.isEmpty()) {
                found.put(statement, large);
            }
        });
        return found;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
