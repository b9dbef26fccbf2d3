package io.netraven.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.base.EnumConverter;
import io.netraven.model.base.Envelope;
import io.netraven.model.key.EncryptionKey;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables are made from nothing but the annotations, so the rules for all tables are rules for annotations. */
class SchemaAnnotationsTest {

    /** PostgreSQL truncates longer names. */
    private static final int LONGEST_NAME = 63;

    static Stream<Class<?>> entities() {
        return NetRavenModel.entityClasses().stream();
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyTableHasANameAndAComment(Class<?> entity) {
        Table table = Members.table(entity);

        assertThat(table.name()).matches("[a-z]+(_[a-z]+)*");
        assertThat(table.comment()).isNotBlank();
        assertThat(table.schema()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyForeignKeyIsNamedAndSaysWhatHappensOnDelete(Class<?> entity) {
        for (Field field : Members.of(entity, JoinColumn.class)) {
            JoinColumn column = Members.joinColumn(field);
            Class<?> target = field.getType();

            assertThat(column.foreignKey().name())
                    .startsWith("fk_" + Members.table(entity).name() + "_");
            assertThat(column.foreignKey().foreignKeyDefinition())
                    .matches("FOREIGN KEY \\(" + column.name() + "\\) REFERENCES "
                            + Members.table(target).name() + " \\(id\\) ON DELETE (CASCADE|RESTRICT|SET NULL)");
        }
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyForeignKeyHasAnIndex(Class<?> entity) {
        List<String> firstColumns = new ArrayList<>();
        Table table = Members.table(entity);
        // Of several key members the first declared is the key's first column.
        firstColumns.add(columnName(Members.of(entity, Id.class).get(0)));
        Arrays.stream(table.indexes())
                .filter(index -> index.options().isEmpty())
                .forEach(index -> firstColumns.add(index.columnList().replaceFirst(",.*", "")));
        Arrays.stream(table.uniqueConstraints()).forEach(unique -> firstColumns.add(unique.columnNames()[0]));

        assertThat(Members.of(entity, JoinColumn.class).stream().map(SchemaAnnotationsTest::columnName))
                .isSubsetOf(firstColumns);
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyIndexAndConstraintIsNamedAfterItsTable(Class<?> entity) {
        Table table = Members.table(entity);

        for (Index index : table.indexes()) {
            assertThat(index.name()).startsWith((index.unique() ? "uq_" : "ix_") + table.name() + "_");
        }
        for (UniqueConstraint unique : table.uniqueConstraints()) {
            assertThat(unique.name()).startsWith("uq_" + table.name() + "_");
        }
        assertThat(checks(entity)).allSatisfy(check -> {
            assertThat(check.name()).startsWith("ck_" + table.name() + "_");
            assertThat(check.constraint()).isNotBlank();
        });
    }

    @Test
    void namesAreUniqueAndNotTooLong() {
        List<String> names = entities()
                .flatMap(entity -> {
                    Table table = Members.table(entity);
                    return Stream.of(
                                    Arrays.stream(table.indexes()).map(Index::name),
                                    Arrays.stream(table.uniqueConstraints()).map(UniqueConstraint::name),
                                    checks(entity).stream().map(CheckConstraint::name),
                                    Members.of(entity, JoinColumn.class).stream()
                                            .map(field -> Members.joinColumn(field)
                                                    .foreignKey()
                                                    .name()))
                            .flatMap(part -> part);
                })
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() <= LONGEST_NAME);
    }

    @Test
    void everyColumnIsNamedAndAPrimitiveIsNeverNull() {
        assertThat(Members.ofAll(Column.class)).allSatisfy(field -> {
            Column column = Members.column(field);
            assertThat(column.name()).matches("[a-z]+(_[a-z]+)*");
            assertThat(column.nullable() && field.getType().isPrimitive()).isFalse();
            assertThat(column.columnDefinition()).isIn("", "text", "jsonb", "inet");
            assertThat(column.options()).matches("|DEFAULT .+");
            assertThat(column.unique()).isFalse();
        });
    }

    @Test
    void anEnumsColumnAcceptsExactlyItsConstants() {
        List<Field> enums = Members.ofAll(Column.class)
                .filter(field -> field.getType().isEnum())
                .toList();

        assertThat(enums).isNotEmpty().allSatisfy(field -> {
            Column column = Members.column(field);
            String values = Arrays.stream(field.getType().getEnumConstants())
                    .map(constant -> "'" + EnumConverter.storedValue((Enum<?>) constant) + "'")
                    .collect(Collectors.joining(", "));
            assertThat(field.isAnnotationPresent(Convert.class)).isTrue();
            assertThat(column.check())
                    .extracting(CheckConstraint::constraint)
                    .containsExactly(column.name() + "::text IN (" + values + ")");
        });
    }

    @ParameterizedTest
    @MethodSource("entities")
    void noSecretColumnAcceptsPlainTextOrAnotherKeysId(Class<?> entity) {
        List<String> expressions =
                checks(entity).stream().map(CheckConstraint::constraint).toList();
        List<String> secrets = Members.of(entity, Column.class).stream()
                .filter(field -> field.getType() == byte[].class)
                .map(SchemaAnnotationsTest::columnName)
                .filter(column -> entity != EncryptionKey.class)
                .toList();

        assertThat(secrets)
                .allSatisfy(column -> assertThat(expressions)
                        .contains(
                                "octet_length(" + column + ") >= " + Envelope.MINIMUM_LENGTH + " AND substring("
                                        + column + " from 1 for 2) = '" + Envelope.MAGIC + "'::bytea",
                                column + " IS NULL OR (key_id IS NOT NULL AND substring(" + column
                                        + " from 5 for 16) = uuid_send(key_id))"));
    }

    private static List<CheckConstraint> checks(Class<?> entity) {
        return Stream.concat(
                        Arrays.stream(Members.table(entity).check()),
                        Members.of(entity, Column.class).stream()
                                .flatMap(field ->
                                        Arrays.stream(Members.column(field).check())))
                .toList();
    }

    private static String columnName(Field field) {
        return field.isAnnotationPresent(JoinColumn.class)
                ? Members.joinColumn(field).name()
                : Members.column(field).name();
    }
}
