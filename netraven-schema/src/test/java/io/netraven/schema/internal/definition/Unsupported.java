package io.netraven.schema.internal.definition;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.UUID;

/** Classes that the reader refuses, one for each reason. Nobody makes an instance of them. */
@SuppressWarnings({"unused", "NullAway.Init"})
final class Unsupported {

    private Unsupported() {}

    @Entity
    static class NoTable {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "no_id")
    static class NoId {
        @Column(name = "name")
        String name;
    }

    static class NotAnEntity {}

    @Entity
    @Table(name = "inherited")
    static class Inherited extends SecondDepot {}

    @Entity
    @Table(name = "joined")
    @Inheritance
    static class Joined {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "elements")
    static class Elements {
        @Id
        UUID id;

        @ElementCollection
        Set<String> names;
    }

    @Entity
    @Table(name = "zoneless")
    static class Zoneless {
        @Id
        UUID id;

        @Column(name = "when")
        LocalDateTime when;
    }

    enum Color {
        RED
    }

    @Entity
    @Table(name = "by_position")
    static class ByPosition {
        @Id
        UUID id;

        @Enumerated
        @Column(name = "color")
        Color color;
    }

    @Entity
    @Table(name = "sequence")
    static class Sequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        long id;
    }

    @Entity
    @Table(name = "unique_column")
    static class UniqueColumn {
        @Id
        UUID id;

        @Column(name = "code", unique = true)
        String code;
    }

    @Entity
    @Table(name = "property_access")
    static class PropertyAccess {
        @Id
        UUID id;

        @Column(name = "name")
        public String getName() {
            return "";
        }
    }

    @Entity
    @Table(name = "one_sided")
    static class OneSided {
        @Id
        UUID id;

        @OneToMany
        Set<UnnamedKey> children;
    }

    @Entity
    @Table(name = "unnamed")
    static class UnnamedKey {
        @Id
        @Column(name = "id")
        UUID id;

        @ManyToOne
        @JoinColumn(name = "parent_id")
        UnnamedKey parent;
    }

    @Entity
    @Table(name = "lying")
    static class LyingKey {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(
                name = "parent_id",
                foreignKey =
                        @ForeignKey(
                                name = "fk_lying_parent",
                                foreignKeyDefinition = "FOREIGN KEY (parent_id) REFERENCES others (id)"))
        UnnamedKey parent;
    }

    @Entity
    @Table(name = "twice")
    static class TwiceTheColumn {
        @Id
        UUID id;

        @Column(name = "code")
        String code;

        @Column(name = "code")
        String again;
    }

    @Entity
    @Table(name = "unnamed_index", indexes = @Index(columnList = "id"))
    static class UnnamedIndex {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "depots")
    static class SecondDepot {
        @Id
        UUID id;
    }
}
