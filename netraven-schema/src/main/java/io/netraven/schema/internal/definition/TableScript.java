package io.netraven.schema.internal.definition;

import io.netraven.schema.internal.Sql;
import java.util.List;

/**
 * The statements that make one table. They name the namespace by a placeholder, so that one text serves every
 * namespace and the temporary one.
 *
 * @param table the table's name
 * @param area the part of the model that it belongs to; empty for none
 * @param create makes the table, its indexes and comments
 * @param after adds what refers to tables that come later
 */
public record TableScript(String table, String area, List<String> create, List<String> after) {

    /** Stands for the namespace in every statement. */
    public static final String NAMESPACE = "${namespace}";

    /** Copies the lists. */
    public TableScript {
        create = List.copyOf(create);
        after = List.copyOf(after);
    }

    /**
     * Names a table within the placeholder's namespace.
     *
     * @param table its name
     * @return SQL
     */
    public static String qualified(String table) {
        return NAMESPACE + "." + Sql.identifier(table);
    }

    /**
     * Puts a namespace into a statement.
     *
     * @param statement a statement with placeholders
     * @param namespace any name
     * @return SQL that can run
     */
    public static String in(String namespace, String statement) {
        return statement.replace(NAMESPACE, Sql.identifier(namespace));
    }
}
