package io.netraven.schema.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ForeignKeyDefinition;
import io.netraven.schema.internal.definition.TableDefinition.IndexDefinition;
import io.netraven.schema.internal.definition.TableDefinition.UniqueDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

    @Test
    void readsBackEveryTableThatWasWritten() {
        assertReadBack(ModelReader.read(Fleet.ENTITIES, List.of()));
        assertReadBack(List.of(History.definition()));
    }

    @Test
    void readsBackNamesThatNeedQuotes() {
        assertReadBack(List.of(
                new TableDefinition(
                        TableReader.SOURCE,
                        "Order, \"all\" (of) it",
                        "odd area",
                        "comment",
                        List.of(
                                column("user", "uuid", ""),
                                column("CONSTRAINT", "text", "DEFAULT ')'"),
                                column("NOT NULL", "text", ""),
                                column("a \"b\", (c", "text", "")),
                        List.of("user", "a \"b\", (c"),
                        List.of(new UniqueDefinition("U \"1\"", List.of("CONSTRAINT", "NOT NULL"))),
                        List.of(),
                        List.of(new ForeignKeyDefinition(
                                "F, (", List.of("a \"b\", (c"), "ot\"her", List.of("select"), "ON DELETE CASCADE")),
                        List.of(new IndexDefinition("I, ", true, "\"a \"\"b\"\", (c\" DESC", ""))),
                table("ot\"her", column("select", "text", ""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a IN ('x, y', ')', '(', ''';')",
                "a ~ E'\\\\d+\\'),\\\\'::text",
                "a = $q$it's ) $1 , $$ $q$ AND b$1 > 2",
                "\"odd ) name\" > 0 AND (a > 1 OR (b < ARRAY[1, 2][1]))",
                "a <> 'line\nbreak'",
                "a NOT NULL AND b IS NOT NULL"
            })
    void readsBackExpressionsThatHideDelimiters(String expression) {
        assertReadBack(List.of(new TableDefinition(
                TableReader.SOURCE,
                "t",
                "",
                "",
                List.of(
                        column("a", "numeric(10,2)", "DEFAULT (" + expression + ")"),
                        new ColumnDefinition("b", "text[]", true, "DEFAULT (" + expression + ")", "")),
                List.of("a"),
                List.of(),
                List.of(new CheckDefinition("ck_1", expression), new CheckDefinition("ck_2", expression)),
                List.of(),
                List.of(new IndexDefinition("ix", false, "(" + expression + "), b", "WHERE " + expression)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It's on the \\ front",
                "two\nlines, and\n\nan empty one",
                "ends with a backslash\\",
                "ends with a quote'",
                "\\n is no line break; '' are two quotes",
                "E'x' <script>alert(1)</script> | ` ${namespace} IS ';\t\u00e4\u4e2d"
            })
    void readsBackComments(String comment) {
        assertReadBack(List.of(new TableDefinition(
                TableReader.SOURCE,
                "t",
                "",
                comment,
                List.of(new ColumnDefinition("id", "uuid", false, "", comment)),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double precision",
                "timestamp(3) with time zone",
                "text COLLATE \"de_DE\"",
                "varchar(20)[]",
                "numeric(10,2)",
                "\"Odd, type\"",
                "interval day to second(3)"
            })
    void readsBackTypesOfSeveralWords(String type) {
        assertReadBack(List.of(table(
                "t",
                column("a", type, ""),
                column("b", type, "DEFAULT NULL"),
                column("e", type, "COLLATE \"C\""),
                new ColumnDefinition("c", type, true, "", ""),
                new ColumnDefinition("d", type, true, "GENERATED ALWAYS AS (lower(a)) STORED", ""))));
    }

    @Test
    void splitsTheKeysOfAnIndex() {
        IndexDefinition index = new IndexDefinition("ix", false, "lower(a, 'x,y'), b DESC,\"c,d\"", "");
        assertThat(index.keys()).containsExactly("lower(a, 'x,y')", "b DESC", "\"c,d\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE ${namespace}.t",
                "CREATE TABLE ${namespace}.other (\n    id uuid\n)",
                "CREATE TABLE ${namespace}.t (\n    id uuid DEFAULT ('\n)",
                "CREATE INDEX ix ON ${namespace}.other (id)",
                "CREATE TABLE ${namespace}.t (\n    CONSTRAINT x EXCLUDE (id)\n)",
                "COMMENT ON TABLE ${namespace}.t IS x",
                "COMMENT ON TABLE ${namespace}.t IS E"
            })
    void refusesWhatTheWriterDoesNotWrite(String statement) {
        assertThatThrownBy(() -> TableReader.read(new TableScript("t", "", List.of(statement), List.of())))
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("generate it again");
    }

    @Test
    void refusesAnExpressionDeeperThanAnyNeeds() {
        String deep = "(".repeat(100_000) + ")".repeat(100_000);
        TableScript script = new TableScript("t", "", List.of("CREATE TABLE ${namespace}.t " + deep), List.of());
        assertThatThrownBy(() -> TableReader.read(script)).isInstanceOf(ModelError.class);
    }

    private static TableDefinition table(String name, ColumnDefinition... columns) {
        return new TableDefinition(
                TableReader.SOURCE,
                name,
                "",
                "",
                List.of(columns),
                List.of(columns[0].name()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static ColumnDefinition column(String name, String type, String options) {
        return new ColumnDefinition(name, type, false, options, "");
    }

    private static void assertReadBack(List<TableDefinition> tables) {
        assertThat(DdlWriter.write(tables, List.of()).stream().map(TableReader::read))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("source")
                .containsExactlyInAnyOrderElementsOf(tables);
    }
}
