package io.netraven.schema.internal.definition;

import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ForeignKeyDefinition;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.JoinColumn;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns and the constraint of one to-one association. */
final class ForeignKeyColumns {

    private static final Pattern DEFINITION = Pattern.compile(
            "FOREIGN\\s+KEY\\s*\\(([^)]*)\\)\\s*REFERENCES\\s+(\\w+)\\s*\\(([^)]*)\\)\\s*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Field member;
    private final List<JoinColumn> joins;
    private final String target;
    private final List<ColumnDefinition> targetKey;

    ForeignKeyColumns(Field member, Class<?> target, List<JoinColumn> joins) {
        this.member = member;
        this.joins = joins;
        this.target = ModelReader.tableName(target);
        this.targetKey = EntityReader.keyColumns(target);
        if (joins.size() != targetKey.size()) {
            throw EntityReader.unsupported(
                    member,
                    "a reference to " + this.target + " with " + joins.size() + " join columns for a key of "
                            + targetKey.size(),
                    "add one @JoinColumn for each column of the key");
        }
    }

    /** Returns the referencing columns. */
    List<ColumnDefinition> columns(boolean nullable) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < joins.size(); i++) {
            JoinColumn join = joins.get(i);
            if (join.name().isEmpty() || join.unique()) {
                throw EntityReader.unsupported(
                        member,
                        "a join column that is unnamed or unique",
                        "name it, and name its uniqueness by @UniqueConstraint on the table");
            }
            columns.add(new ColumnDefinition(
                    join.name(),
                    join.columnDefinition().isEmpty() ? targetOf(join, i).type() : join.columnDefinition(),
                    nullable && join.nullable(),
                    join.options(),
                    join.comment()));
        }
        return columns;
    }

    boolean isConstrained() {
        return joins.get(0).foreignKey().value() != ConstraintMode.NO_CONSTRAINT;
    }

    /** Returns the constraint, checked against what the association itself says. */
    ForeignKeyDefinition definition() {
        jakarta.persistence.ForeignKey annotation = joins.get(0).foreignKey();
        List<String> columns = joins.stream().map(JoinColumn::name).toList();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < joins.size(); i++) {
            targets.add(targetOf(joins.get(i), i).name());
        }
        if (annotation.name().isEmpty()) {
            throw EntityReader.unsupported(member, "a foreign key without a name", "add @ForeignKey(name = \"...\")");
        }
        String text = annotation.foreignKeyDefinition();
        if (text.isEmpty()) {
            return new ForeignKeyDefinition(annotation.name(), columns, target, targets, "");
        }
        Matcher parts = DEFINITION.matcher(text.strip());
        if (!parts.matches()
                || !names(parts.group(1)).equals(columns)
                || !parts.group(2).equals(target)
                || !names(parts.group(3)).equals(targets)) {
            throw EntityReader.unsupported(
                    member,
                    "the foreignKeyDefinition '" + text + "'",
                    "write FOREIGN KEY (" + String.join(", ", columns) + ") REFERENCES " + target + " ("
                            + String.join(", ", targets) + ") and the actions");
        }
        return new ForeignKeyDefinition(
                annotation.name(), columns, target, targets, parts.group(4).strip());
    }

    private ColumnDefinition targetOf(JoinColumn join, int position) {
        String name = join.referencedColumnName();
        return targetKey.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    if (!name.isEmpty()) {
                        throw EntityReader.unsupported(
                                member,
                                "a reference to " + target + "." + name + ", which is not its primary key",
                                "refer to the primary key");
                    }
                    return targetKey.get(position);
                });
    }

    private static List<String> names(String list) {
        return List.of(list.strip().split("\\s*,\\s*"));
    }
}
