package io.netraven.launcher.internal.reference;

import io.netraven.schema.Grant;
import io.netraven.schema.Mend;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaDescription;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.SeedRow;
import io.netraven.schema.Severity;
import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Check;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import io.netraven.schema.TableDescription.Index;
import io.netraven.schema.TableDescription.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Schemas to write pages of. */
final class Samples {

    static final String HOSTILE =
            "<script>window.broken=1</script> | ` \" ' ]]> </style><!-- &amp; *x* _y_ [a](b)\n\n# z";

    private Samples() {}

    /** A model in which every text is hostile. */
    static SchemaDescription hostile() {
        return new SchemaDescription(
                "m " + HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                List.of(table("a"), table("b")),
                List.of(),
                List.of(SeedRow.of("a " + HOSTILE, HOSTILE, HOSTILE)));
    }

    private static TableDescription table(String prefix) {
        String column = prefix + ".id " + HOSTILE;
        return new TableDescription(
                prefix + " " + HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(new Column(column, HOSTILE, true, "DEFAULT " + HOSTILE, HOSTILE)),
                new UniqueKey(HOSTILE, List.of(column)),
                List.of(new UniqueKey(HOSTILE, List.of(column))),
                List.of(new Check(HOSTILE, HOSTILE)),
                List.of(new ForeignKey(HOSTILE, List.of(column), "a " + HOSTILE, List.of("a.id " + HOSTILE), HOSTILE)),
                List.of(new Index(HOSTILE, true, List.of(HOSTILE), HOSTILE)));
    }

    /** A difference whose texts are hostile. */
    static LiveCheck hostileDifferences() {
        return new LiveCheck(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(
                        new SchemaDifference.Different(
                                new SchemaObject(ObjectKind.COLUMN, "a " + HOSTILE, "a.id " + HOSTILE),
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                Severity.BREAKING,
                                Mend.additive("SELECT 1")),
                        new SchemaDifference.Unexpected(
                                new SchemaObject(ObjectKind.TABLE, HOSTILE, HOSTILE),
                                HOSTILE,
                                Severity.TOLERATED,
                                Mend.additive("SELECT 1"))));
    }

    /** A model of some tables in some areas, which refer to each other at random. */
    static SchemaDescription random(int tables, int areas, long seed) {
        Random random = new Random(seed);
        List<TableDescription> described = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            List<Column> columns = new ArrayList<>(List.of(new Column("id", "uuid", false, "", "")));
            List<ForeignKey> keys = new ArrayList<>();
            int references = random.nextInt(4);
            for (int k = 0; k < references; k++) {
                columns.add(new Column("key_" + k, "uuid", random.nextBoolean(), "", ""));
                keys.add(new ForeignKey(
                        "fk_" + i + "_" + k,
                        List.of("key_" + k),
                        "table_" + random.nextInt(tables),
                        List.of("id"),
                        ""));
            }
            for (int k = random.nextInt(12); k > 0; k--) {
                columns.add(new Column("column_" + k, "text", true, "", "What it means"));
            }
            described.add(new TableDescription(
                    "table_" + i,
                    "area_" + random.nextInt(areas),
                    "",
                    columns,
                    new UniqueKey("pk_" + i, List.of("id")),
                    List.of(),
                    List.of(),
                    keys,
                    List.of()));
        }
        return new SchemaDescription(
                "random",
                "1",
                "",
                List.of(),
                described,
                List.of(Grant.to("application", "table_0", Privilege.SELECT)),
                List.of());
    }

    static Reference of(SchemaDescription schema) {
        return new Reference(schema, Optional.empty());
    }
}
