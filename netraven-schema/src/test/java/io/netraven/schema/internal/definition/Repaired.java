package io.netraven.schema.internal.definition;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.UUID;

/**
 * The classes of {@link Unsupported}, changed as the messages about them say. Those named {@code Bad…} are refused too, for
 * reasons that {@code Unsupported} does not cover.
 */
@SuppressWarnings({"unused", "NullAway.Init", "rawtypes"})
final class Repaired {

    private Repaired() {}

    @Entity
    @Table(name = "no_table")
    static class WithTable {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "with_id")
    static class WithId {
        @Id
        UUID id;

        @Column(name = "name")
        String name;
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "inherited")
    static class Inherited extends Base {}

    @Entity
    @Table(name = "names")
    static class Name {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(name = "element_id", foreignKey = @ForeignKey(name = "fk_names_element"))
        WithId element;
    }

    @Entity
    @Table(name = "zoneless")
    static class Zoneless {
        @Id
        UUID id;

        @Column(name = "when", columnDefinition = "timestamp")
        LocalDateTime when;
    }

    @Entity
    @Table(name = "by_name")
    static class ByName {
        @Id
        UUID id;

        @Enumerated(EnumType.STRING)
        @Column(name = "color", length = 10)
        Unsupported.Color color;
    }

    @Entity
    @Table(name = "identity")
    static class Identity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        long id;
    }

    @Entity
    @Table(name = "assigned")
    static class Assigned {
        @Id
        long id;
    }

    @Entity
    @Table(
            name = "unique_column",
            uniqueConstraints = @UniqueConstraint(name = "uq_unique_column_code", columnNames = "code"))
    static class UniqueColumn {
        @Id
        UUID id;

        @Column(name = "code")
        String code;
    }

    @Entity
    @Table(name = "field_access")
    static class FieldAccess {
        @Id
        UUID id;

        @Column(name = "name")
        String name;

        public String getName() {
            return name;
        }
    }

    @Entity
    @Table(name = "unnamed", indexes = @Index(name = "ix_unnamed_parent_id", columnList = "parent_id"))
    static class NamedKey {
        @Id
        @Column(name = "id")
        UUID id;

        @ManyToOne
        @JoinColumn(name = "parent_id", foreignKey = @ForeignKey(name = "fk_unnamed_parent"))
        NamedKey parent;

        @OneToMany(mappedBy = "parent")
        Set<NamedKey> children;
    }

    @Entity
    @Table(name = "honest")
    static class HonestKey {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(
                name = "parent_id",
                foreignKey =
                        @ForeignKey(
                                name = "fk_honest_parent",
                                foreignKeyDefinition = "FOREIGN KEY (parent_id) REFERENCES unnamed (id)"))
        NamedKey parent;
    }

    @Entity
    @Table(name = "twice")
    static class OnceTheColumn {
        @Id
        UUID id;

        @Column(name = "code")
        String code;

        @Column(name = "again")
        String again;
    }

    @Entity
    @Table(name = "other_depots")
    static class SecondDepot {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "bad_many")
    static class BadMany {
        @Id
        UUID id;

        @ManyToMany
        Set<WithId> others;
    }

    @Entity
    @Table(name = "good_many")
    static class GoodMany {
        @Id
        UUID id;

        @ManyToMany
        @JoinTable(
                name = "good_many_others",
                joinColumns = @JoinColumn(name = "many_id", foreignKey = @ForeignKey(name = "fk_good_many")),
                inverseJoinColumns = @JoinColumn(name = "other_id", foreignKey = @ForeignKey(name = "fk_good_other")))
        Set<WithId> others;
    }

    @Entity
    @Table(name = "bad_join")
    static class BadJoin {
        @Id
        UUID id;

        @ManyToOne
        @JoinTable(name = "bad_joined")
        WithId other;
    }

    @Entity
    @Table(name = "bad_collection")
    static class BadCollection {
        @Id
        UUID id;

        @ManyToMany
        @JoinTable(name = "bad_elements")
        Set others;
    }

    @Entity
    @Table(name = "bad_count")
    static class BadCount {
        @Id
        UUID id;

        @ManyToOne
        WithId other;
    }

    @Entity
    @Table(name = "bad_unique")
    static class BadUnique {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(name = "other_id", unique = true, foreignKey = @ForeignKey(name = "fk_bad_unique"))
        WithId other;
    }

    @Entity
    @Table(
            name = "good_unique",
            uniqueConstraints = @UniqueConstraint(name = "uq_good_unique_other_id", columnNames = "other_id"))
    static class GoodUnique {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(name = "other_id", foreignKey = @ForeignKey(name = "fk_good_unique"))
        WithId other;
    }

    @Entity
    @Table(name = "bad_target")
    static class BadTarget {
        @Id
        UUID id;

        @ManyToOne
        @JoinColumn(name = "other_id", referencedColumnName = "name", foreignKey = @ForeignKey(name = "fk_bad_target"))
        WithId other;
    }

    @Embeddable
    record Key(
            @Column(name = "other") UUID other,
            @Column(name = "position") int position) {}

    @Embeddable
    record GoodKey(
            @Column(name = "other_id") UUID other,
            @Column(name = "position") int position) {}

    @Entity
    @Table(name = "bad_maps")
    static class BadMaps {
        @EmbeddedId
        Key key;

        @MapsId("other")
        @ManyToOne
        @JoinColumn(name = "other_id", foreignKey = @ForeignKey(name = "fk_bad_maps"))
        WithId other;
    }

    @Entity
    @Table(name = "good_maps")
    static class GoodMaps {
        @EmbeddedId
        GoodKey key;

        @MapsId("other")
        @ManyToOne
        @JoinColumn(name = "other_id", foreignKey = @ForeignKey(name = "fk_good_maps"))
        WithId other;
    }

    @Entity
    @Table(name = "named_index", indexes = @Index(name = "ix_named_index_id", columnList = "id"))
    static class NamedIndex {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "empty_line", check = @CheckConstraint(name = "ck_empty_line", constraint = "id IS NOT NULL\n\n"))
    static class EmptyLine {
        @Id
        UUID id;
    }

    @Entity
    @Table(name = "empty_line", check = @CheckConstraint(name = "ck_empty_line", constraint = "id IS NOT NULL"))
    static class NoEmptyLine {
        @Id
        UUID id;
    }
}
