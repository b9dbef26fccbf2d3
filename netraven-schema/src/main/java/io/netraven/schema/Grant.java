package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a model lets a role do on one table. The role's name here is the model's own word for it, such as {@code
 * application}; {@link SchemaEngine.Builder#role} says which role of the server it is. Immutable.
 *
 * @param role the model's word for the role
 * @param table the table's name, without a namespace
 * @param privileges what it may do
 * @param columns the columns it is limited to; empty for the whole table
 * @param hidden the columns it is kept from, all others are allowed; empty for the whole table
 */
public record Grant(String role, String table, Set<Privilege> privileges, Set<String> columns, Set<String> hidden) {

    // Sorted, so that the same grant always renders the same.
    /**
     * Checks what is granted.
     *
     * @throws IllegalArgumentException when the role's word is not lower-case letters, digits and underscores, or
     *     begins with a digit; when there is no privilege; when it names columns and hides others; when it limits
     *     DELETE to columns
     */
    public Grant {
        if (!Sql.isPlain(role)) {
            throw new IllegalArgumentException(
                    "A model's word for a role is lower-case letters, digits and underscores, not \"" + role + "\"");
        }
        if (privileges.isEmpty()) {
            throw new IllegalArgumentException("A grant to " + role + " on " + table + " names no privilege");
        }
        if (!columns.isEmpty() && !hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "A grant to " + role + " on " + table + " names columns and hides others: do one of both");
        }
        if ((!columns.isEmpty() || !hidden.isEmpty()) && privileges.contains(Privilege.DELETE)) {
            throw new IllegalArgumentException(
                    "A grant to " + role + " on " + table + " limits DELETE to columns: rows are deleted whole");
        }
        privileges = Collections.unmodifiableSet(new TreeSet<>(privileges));
        columns = Collections.unmodifiableSet(new TreeSet<>(columns));
        hidden = Collections.unmodifiableSet(new TreeSet<>(hidden));
    }

    /**
     * Allows something on a whole table.
     *
     * @param role the model's word for the role
     * @param table the table's name, without a namespace
     * @param privileges what it may do
     * @return the grant
     * @throws IllegalArgumentException when the role's word is not lower-case letters, digits and underscores, or
     *     begins with a digit; when there is no privilege, or one twice
     */
    public static Grant to(String role, String table, Privilege... privileges) {
        return new Grant(role, table, Set.of(privileges), Set.of(), Set.of());
    }

    /**
     * Limits the grant to some columns.
     *
     * @param names their names
     * @return a new grant
     * @throws IllegalArgumentException when there is none, or a name twice, or DELETE is among the privileges
     */
    public Grant only(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("A grant on " + table + " is limited to no column: name one, or leave"
                    + " only() out for the whole table");
        }
        return new Grant(role, table, privileges, Set.of(names), Set.of());
    }

    /**
     * Limits the grant to all columns that the model's table has but for some.
     *
     * @param names the names of those
     * @return a new grant
     * @throws IllegalArgumentException when there is a name twice, or DELETE is among the privileges
     */
    public Grant allBut(String... names) {
        return new Grant(role, table, privileges, Set.of(), Set.of(names));
    }
}
