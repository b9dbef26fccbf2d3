package io.netraven.schema.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DdlWriterTest {

    private final List<TableScript> scripts = DdlWriter.write(ModelReader.read(Fleet.ENTITIES, List.of()), List.of());

    @Test
    void putsATableAfterThoseItRefersTo() {
        assertThat(scripts)
                .extracting(TableScript::table)
                .containsExactly("trucks", "depots", "drivers", "driver_trucks", "stops", "trips");
    }

    @Test
    void addsTheKeyOfACycleAtTheEnd() {
        assertThat(script("trucks").after())
                .containsExactly("ALTER TABLE ${namespace}.trucks ADD CONSTRAINT fk_trucks_depot FOREIGN KEY (depot_id)"
                        + " REFERENCES ${namespace}.depots (code) ON DELETE RESTRICT");
        assertThat(script("depots").after()).isEmpty();
    }

    @Test
    void rendersAWholeTable() {
        assertThat(script("trucks").create())
                .containsExactly(
                        """
                        CREATE TABLE ${namespace}.trucks (
                            id uuid NOT NULL,
                            broken boolean NOT NULL,
                            depot_id varchar(4) NOT NULL,
                            fuel varchar(10) NOT NULL,
                            load_height integer NOT NULL,
                            load_width integer NOT NULL,
                            papers jsonb,
                            plate varchar(12) NOT NULL,
                            price numeric(10,2),
                            rented varchar(3),
                            version bigint NOT NULL DEFAULT 0,
                            created_at timestamptz NOT NULL DEFAULT now(),
                            CONSTRAINT pk_trucks PRIMARY KEY (id),
                            CONSTRAINT uq_trucks_plate UNIQUE (plate),
                            CONSTRAINT ck_trucks_fuel CHECK (fuel::text IN ('DIESEL', 'ELECTRIC')),
                            CONSTRAINT ck_trucks_size CHECK (load_width > 0 AND load_height > 0)
                        )""",
                        "CREATE INDEX ix_trucks_broken ON ${namespace}.trucks (plate) WHERE broken",
                        "CREATE INDEX ix_trucks_depot_id ON ${namespace}.trucks (depot_id)",
                        "CREATE UNIQUE INDEX uq_trucks_plate_lower ON ${namespace}.trucks (lower(plate))",
                        "COMMENT ON TABLE ${namespace}.trucks IS 'Trucks, each at a depot''s gate'",
                        "COMMENT ON COLUMN ${namespace}.trucks.plate IS E'It''s on the \\\\ front'");
    }

    @Test
    void putsAQuotedNamespaceInWhereItNeedsQuotes() {
        assertThat(TableScript.in("Net Raven", "DROP TABLE ${namespace}.trucks"))
                .isEqualTo("DROP TABLE \"Net Raven\".trucks");
    }

    private TableScript script(String table) {
        return scripts.stream()
                .filter(script -> script.table().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
