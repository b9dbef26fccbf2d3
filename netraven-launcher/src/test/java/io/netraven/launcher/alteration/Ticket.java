package io.netraven.launcher.alteration;

import io.netraven.model.identity.User;
import io.netraven.schema.SchemaModel;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** A service's own entity. PostgreSQL renders its expressions differently each of the first two times. */
@Entity
@Table(
        name = "tickets",
        indexes = @Index(name = "ix_tickets_open", columnList = "title", options = "WHERE status IN ('new', 'open')"))
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class Ticket {

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "title", nullable = false, length = 100)
    private String title;

    @Column(
            name = "status",
            nullable = false,
            length = 20,
            options = "DEFAULT 'new'",
            check = @CheckConstraint(name = "ck_tickets_status", constraint = "status IN ('new', 'open', 'done')"))
    private String status;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "author_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_tickets_author",
                            foreignKeyDefinition = "FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE"))
    private User author;

    /** The service's model: NetRaven's tables, this one and more. */
    static SchemaModel model(SchemaModel netraven, Class<?>... more) {
        return SchemaModel.named("desk", Integer.toString(more.length))
                .include(netraven)
                .entities(List.of(Ticket.class))
                .entities(List.of(more))
                .build();
    }

    /** A table of the service's next release. */
    @Entity
    @Table(name = "ticket_notes")
    static class Note {
        @Id
        @Column(name = "id")
        private UUID id;

        @Column(name = "text", nullable = false)
        private String text;
    }
}
