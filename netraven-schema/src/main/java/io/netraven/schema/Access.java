package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.Facts;
import io.netraven.schema.internal.catalog.GrantFacts;
import io.netraven.schema.internal.definition.TableScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may do what: the roles that were asked for, and what the model grants them.
 *
 * @param roles the server's name of each role, by the model's word for it
 * @param grants what the model grants, without hidden columns
 */
record Access(SortedMap<String, String> roles, List<Grant> grants) {

    /** Returns the names of the roles on the server. */
    Collection<String> names() {
        return new TreeSet<>(roles.values());
    }

    /** Returns what is asked for: the roles, that they may use the namespace, and what they may do there. */
    Map<SchemaObject, Facts> objects() {
        Map<SchemaObject, Facts> objects = new TreeMap<>();
        for (String role : names()) {
            objects.put(new SchemaObject(ObjectKind.ROLE, "", role), GrantFacts.ROLE);
            GrantFacts.put(objects, "", "USAGE", "", role);
        }
        for (Grant grant : grants) {
            String role = roles.get(grant.role());
            if (role != null) {
                put(objects, grant, role);
            }
        }
        return objects;
    }

    private static void put(Map<SchemaObject, Facts> objects, Grant grant, String role) {
        for (Privilege privilege : grant.privileges()) {
            if (grant.columns().isEmpty()) {
                GrantFacts.put(objects, grant.table(), privilege.name(), "", role);
            }
            grant.columns().forEach(column -> GrantFacts.put(objects, grant.table(), privilege.name(), column, role));
        }
    }

    /** Returns the statements that make the roles, and let them use the namespace. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (String role : names()) {
            statements.add(createRole(role));
            statements.add("GRANT USAGE ON SCHEMA " + TableScript.NAMESPACE + " TO " + Sql.identifier(role));
        }
        return statements;
    }

    /** Returns the statements that grant what is asked for on a new table. */
    List<String> statements(String table) {
        List<String> statements = new ArrayList<>();
        for (Grant grant : grants) {
            String role = roles.get(grant.role());
            if (role != null && grant.table().equals(table)) {
                grant.privileges().forEach(privilege -> statements.add(statement(grant, privilege, role)));
            }
        }
        return statements;
    }

    private static String statement(Grant grant, Privilege privilege, String role) {
        String columns = grant.columns().isEmpty() ? "" : " (" + Sql.identifiers(grant.columns()) + ")";
        return "GRANT " + privilege + columns + " ON " + TableScript.qualified(grant.table()) + " TO "
                + Sql.identifier(role);
    }

    /**
     * Makes a role that nobody can log in as; an operator makes login roles members of it. Roles belong to the whole
     * server: the starter of another database may make it at the same moment.
     */
    static String createRole(String role) {
        return "DO $$ BEGIN CREATE ROLE " + Sql.identifier(role)
                + " NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";
    }
}
