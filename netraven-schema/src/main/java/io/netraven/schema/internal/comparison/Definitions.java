package io.netraven.schema.internal.comparison;

import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.Facts;
import java.util.Locale;

/** Writes an object's facts as SQL. */
final class Definitions {

    private Definitions() {}

    /** Returns what an object is, in one line. */
    static String of(SchemaObject object, Facts facts) {
        return switch (object.kind()) {
            case COLUMN -> column(facts);
            case FOREIGN_KEY -> foreignKey("", facts);
            case INDEX -> (facts.is("unique", "yes") ? "UNIQUE " : "") + facts.get("definition");
            case TABLE -> facts.get("kind");
            case GRANT, DEFAULT_PRIVILEGE, ROLE -> "";
            default -> facts.has("definition") ? facts.get("definition") : facts.get("value");
        };
    }

    /** Returns a column's type and what follows it. */
    static String column(Facts facts) {
        StringBuilder sql = new StringBuilder(facts.get("type"));
        if (facts.has("collation")) {
            String[] collation = facts.get("collation").split("\\.", 2);
            sql.append(" COLLATE ")
                    .append(Sql.identifier(collation[0]))
                    .append('.')
                    .append(Sql.identifier(collation[1]));
        }
        if (facts.is("nullable", "no")) {
            sql.append(" NOT NULL");
        }
        if (facts.has("default")) {
            sql.append(" DEFAULT ").append(facts.get("default"));
        }
        if (facts.has("generated")) {
            sql.append(" GENERATED ALWAYS AS (").append(facts.get("generated")).append(") STORED");
        }
        if (facts.has("identity")) {
            sql.append(" GENERATED ")
                    .append(facts.get("identity").toUpperCase(Locale.ROOT))
                    .append(" AS IDENTITY");
        }
        return sql.toString();
    }

    /** Returns a foreign key; targets of the same namespace are named in the given one. */
    static String foreignKey(String namespacePrefix, Facts facts) {
        String target = facts.get("target");
        StringBuilder sql = new StringBuilder("FOREIGN KEY (")
                .append(facts.get("columns"))
                .append(") REFERENCES ")
                .append(target.contains(".") ? target : namespacePrefix + Sql.identifier(target))
                .append(" (")
                .append(facts.get("target columns"))
                .append(')');
        append(sql, " MATCH ", facts.get("match"), "simple");
        append(sql, " ON UPDATE ", facts.get("on update"), "no action");
        append(sql, " ON DELETE ", facts.get("on delete"), "no action");
        if (!facts.is("deferrable", "no")) {
            sql.append(facts.is("deferrable", "yes") ? " DEFERRABLE" : " DEFERRABLE INITIALLY DEFERRED");
        }
        return sql.toString();
    }

    private static void append(StringBuilder sql, String clause, String value, String usual) {
        if (!value.equals(usual)) {
            sql.append(clause).append(value.toUpperCase(Locale.ROOT));
        }
    }
}
