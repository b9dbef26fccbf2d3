package io.netraven.schema;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.List;

/** One table in three releases. The checks are no fixed points of PostgreSQL's rendering, as a service writes them. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
final class Shop {

    /** The beginning. */
    static final SchemaModel FIRST = model("1", First.class);

    /** Only additions: what upgrade does by itself. */
    static final SchemaModel SECOND = model("2", Second.class);

    /** A column less, and one that existing rows cannot fill. */
    static final SchemaModel THIRD = model("3", Third.class);

    /** The first one's table, and an extension. */
    static final SchemaModel WITH_EXTENSION = SchemaModel.named("shop", "4")
            .entities(List.of(First.class))
            .extension("pgcrypto")
            .build();

    private Shop() {}

    private static SchemaModel model(String version, Class<?> entity) {
        return SchemaModel.named("shop", version).entities(List.of(entity)).build();
    }

    @Entity
    @Table(name = "orders", check = @CheckConstraint(name = "ck_orders_state", constraint = "state IN ('new', 'paid')"))
    static final class First {
        @Id
        @Column(name = "id")
        private long id;

        @Column(name = "state", nullable = false, length = 10)
        private String state;

        @Column(name = "note")
        private String note;
    }

    @Entity
    @Table(
            name = "orders",
            check = {
                @CheckConstraint(name = "ck_orders_state", constraint = "state IN ('new', 'paid', 'sent')"),
                @CheckConstraint(name = "ck_orders_note", constraint = "note <> ''")
            },
            uniqueConstraints = @UniqueConstraint(name = "uq_orders_note", columnNames = "note"))
    static final class Second {
        @Id
        @Column(name = "id")
        private long id;

        @Column(name = "state", nullable = false, length = 20, options = "DEFAULT 'new'")
        private String state;

        @Column(name = "note")
        private String note;

        @Column(name = "weight", nullable = false, options = "DEFAULT 0")
        private int weight;

        @Column(name = "customer")
        private String customer;
    }

    @Entity
    @Table(name = "orders", check = @CheckConstraint(name = "ck_orders_state", constraint = "state IN ('new', 'paid')"))
    static final class Third {
        @Id
        @Column(name = "id")
        private long id;

        @Column(name = "state", nullable = false, length = 10)
        private String state;

        @Column(name = "shop_id", nullable = false)
        private long shopId;
    }
}
