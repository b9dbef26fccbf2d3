package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** An entity relationship diagram in the words of Mermaid (mermaid.js.org, Entity Relationship Diagrams). */
final class MermaidDiagram {

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*_[a-z0-9_]*|[a-z][a-z0-9]{4,}");
    private static final Set<String> KEYWORDS = Set.of("title", "direction", "style", "class", "many", "optionally");

    private final List<TableDescription> all;
    private final StringBuilder text = new StringBuilder("```mermaid\nerDiagram\n");

    /** Creates a diagram within a model of these tables. */
    MermaidDiagram(List<TableDescription> all) {
        this.all = all;
    }

    /** Draws some tables with their key columns, and every foreign key from or to them. */
    String of(Collection<TableDescription> tables) {
        for (TableDescription table : tables) {
            entity(table);
        }
        for (TableDescription table : all) {
            for (ForeignKey key : table.foreignKeys()) {
                if (tables.contains(table)
                        || tables.stream().anyMatch(other -> other.name().equals(key.target()))) {
                    relation(table, key);
                }
            }
        }
        return text.append("```\n").toString();
    }

    private void entity(TableDescription table) {
        text.append("    ").append(name(table.name())).append(" {\n");
        for (Column column : table.columns()) {
            String marks = ColumnKeys.of(table, column).mermaid();
            if (!marks.isEmpty()) {
                text.append("        ").append(word(column.type())).append(' ').append(word(column.name()));
                text.append(' ').append(marks).append('\n');
            }
        }
        text.append("    }\n");
    }

    private void relation(TableDescription table, ForeignKey key) {
        Cardinality cardinality = Cardinality.of(table, key);
        text.append("    ").append(name(table.name())).append(cardinality.isUnique() ? " |o--" : " }o--");
        text.append(cardinality.isOptional() ? "o| " : "|| ")
                .append(name(key.target()))
                .append(" : \"");
        text.append(quoted(String.join(", ", key.columns()))).append("\"\n");
    }

    private static String name(String name) {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name) ? name : '"' + quoted(name) + '"';
    }

    /** A quoted text cannot hold these, nor tell them. */
    private static String quoted(String text) {
        return text.replaceAll("[\"%\\\\`<>#;\\p{Cntrl}]", "_");
    }

    /** An attribute's type or name is one word. */
    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_()\\[\\]-]+", "_");
        return Character.isLetter(word.charAt(0)) ? word : "_" + word;
    }
}
