package io.netraven.schema.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.Grant;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.SeedRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is told to authors of models: the message, and a model that follows it. */
class ModelWaysOutTest {

    private static final List<Class<?>> WITH_ID = List.of(Repaired.WithId.class);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void anEntityThatFollowsTheMessageIsAccepted(Class<?> bad, String wayOut, List<Class<?>> good) {
        assertThatThrownBy(
                        () -> SchemaModel.named("m", "1").entities(List.of(bad)).build())
                .isInstanceOf(ModelError.class)
                .hasMessageContaining(wayOut);
        assertThat(SchemaModel.named("m", "1").entities(good).build().tableNames())
                .hasSizeGreaterThan(good.size());
    }

    static Stream<Arguments> anEntityThatFollowsTheMessageIsAccepted() {
        return Stream.of(
                entity(Unsupported.NoTable.class, "add @Table", Repaired.WithTable.class),
                entity(Unsupported.NoId.class, "every table needs a primary key", Repaired.WithId.class),
                entity(Unsupported.NotAnEntity.class, "remove it from the model", Repaired.WithId.class),
                entity(Unsupported.Inherited.class, "use a @MappedSuperclass", Repaired.Inherited.class),
                entity(Unsupported.Joined.class, "give each table an entity of its own", Repaired.WithTable.class),
                entity(
                        Unsupported.Elements.class,
                        "give it a table and an entity of its own",
                        Repaired.Name.class,
                        Repaired.WithId.class),
                entity(
                        Unsupported.Zoneless.class,
                        "name the SQL type by @Column(columnDefinition)",
                        Repaired.Zoneless.class),
                entity(Unsupported.ByPosition.class, "add @Enumerated(STRING)", Repaired.ByName.class),
                entity(Unsupported.Sequence.class, "use IDENTITY", Repaired.Identity.class),
                entity(Unsupported.Sequence.class, "or assign the id yourself", Repaired.Assigned.class),
                entity(
                        Unsupported.UniqueColumn.class,
                        "name the uniqueness by @UniqueConstraint",
                        Repaired.UniqueColumn.class),
                entity(Unsupported.PropertyAccess.class, "annotate the field", Repaired.FieldAccess.class),
                entity(Unsupported.OneSided.class, "map its other side and name that", Repaired.NamedKey.class),
                entity(Unsupported.UnnamedKey.class, "add @ForeignKey(name", Repaired.NamedKey.class),
                entity(
                        Unsupported.LyingKey.class,
                        "write FOREIGN KEY (parent_id) REFERENCES unnamed (id)",
                        Repaired.HonestKey.class,
                        Repaired.NamedKey.class),
                entity(Unsupported.TwiceTheColumn.class, "name it otherwise", Repaired.OnceTheColumn.class),
                entity(Unsupported.UnnamedIndex.class, "give it one", Repaired.NamedIndex.class),
                entity(
                        Repaired.BadMany.class,
                        "a many-to-many without a named @JoinTable",
                        Repaired.GoodMany.class,
                        Repaired.WithId.class),
                entity(Repaired.BadJoin.class, "use @JoinColumn", Repaired.Name.class, Repaired.WithId.class),
                entity(
                        Repaired.BadCollection.class,
                        "declare it, such as Set<Tag>",
                        Repaired.GoodMany.class,
                        Repaired.WithId.class),
                entity(
                        Repaired.BadCount.class,
                        "add one @JoinColumn for each column of the key",
                        Repaired.Name.class,
                        Repaired.WithId.class),
                entity(
                        Repaired.BadUnique.class,
                        "name it, and name its uniqueness",
                        Repaired.GoodUnique.class,
                        Repaired.WithId.class),
                entity(
                        Repaired.BadTarget.class,
                        "refer to the primary key",
                        Repaired.Name.class,
                        Repaired.WithId.class),
                entity(
                        Repaired.BadMaps.class,
                        "name the embedded id's columns alike",
                        Repaired.GoodMaps.class,
                        Repaired.WithId.class),
                entity(Repaired.EmptyLine.class, "contains an empty line: remove it", Repaired.NoEmptyLine.class));
    }

    private static Arguments entity(Class<?> bad, String wayOut, Class<?>... good) {
        return Arguments.of(bad, wayOut, List.of(good));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelThatFollowsTheMessageIsAccepted(String wayOut, Supplier<Object> bad, Supplier<Object> good) {
        assertThatThrownBy(bad::get).hasMessageContaining(wayOut);
        assertThat(good.get()).isNotNull();
    }

    static Stream<Arguments> aModelThatFollowsTheMessageIsAccepted() {
        return Stream.of(
                model(
                        "give one of them another name",
                        () -> of(Fleet.ENTITIES).entities(List.of(Unsupported.SecondDepot.class)),
                        () -> of(Fleet.ENTITIES).entities(List.of(Repaired.SecondDepot.class))),
                model("add its entity to the model", () -> of(List.of(Fleet.Depot.class)), () -> of(Fleet.ENTITIES)),
                model(
                        "add its entity or correct the name",
                        () -> of(WITH_ID).seed(SeedRow.of("wrong", "id", "1")),
                        () -> of(WITH_ID).seed(SeedRow.of("with_id", "name", "1"))),
                model(
                        "contains a line break: remove it",
                        () -> of(WITH_ID).seed(SeedRow.of("with_id", "name", "one\ntwo")),
                        () -> of(WITH_ID).seed(SeedRow.of("with_id", "name", "one two"))),
                model(
                        "The model's version contains a line break",
                        () -> SchemaModel.named("m", "1\n2").entities(WITH_ID),
                        () -> SchemaModel.named("m", "1.2").entities(WITH_ID)),
                model(
                        "which the model does not have: add its entity",
                        () -> of(WITH_ID).grant(Grant.to("r", "wrong", Privilege.SELECT)),
                        () -> of(WITH_ID).grant(Grant.to("r", "with_id", Privilege.SELECT))),
                model(
                        "which the table does not have: correct the name",
                        () -> of(WITH_ID)
                                .grant(Grant.to("r", "with_id", Privilege.SELECT)
                                        .only("wrong")),
                        () -> of(WITH_ID)
                                .grant(Grant.to("r", "with_id", Privilege.SELECT)
                                        .only("name"))),
                Arguments.of(
                        "do one of both",
                        (Supplier<Object>)
                                () -> new Grant("r", "t", Set.of(Privilege.SELECT), Set.of("a"), Set.of("b")),
                        (Supplier<Object>) () -> new Grant("r", "t", Set.of(Privilege.SELECT), Set.of("a"), Set.of())),
                Arguments.of(
                        "name one, or leave only() out",
                        (Supplier<Object>)
                                () -> Grant.to("r", "t", Privilege.SELECT).only(),
                        (Supplier<Object>) () -> Grant.to("r", "t", Privilege.SELECT)),
                Arguments.of(
                        "rows are deleted whole",
                        (Supplier<Object>)
                                () -> Grant.to("r", "t", Privilege.DELETE).only("a"),
                        (Supplier<Object>) () -> Grant.to("r", "t", Privilege.DELETE)),
                Arguments.of(
                        "needs a key: name its column",
                        (Supplier<Object>) () -> new SeedRow("t", Map.of(), Map.of(), Map.of()),
                        (Supplier<Object>) () -> SeedRow.of("t", "column", "value")),
                Arguments.of("call model(", (Supplier<Object>) () -> engine().build(), (Supplier<Object>)
                        () -> engine().model(built(WITH_ID)).build()),
                Arguments.of(
                        "letters, digits and _ - $",
                        (Supplier<Object>) () -> engine().role("r", "no spaces"),
                        (Supplier<Object>) () -> engine().role("r", "no_spaces")),
                Arguments.of(
                        "leave it out, or name one of r",
                        (Supplier<Object>) () ->
                                engine().model(granting()).role("other", "r").build(),
                        (Supplier<Object>)
                                () -> engine().model(granting()).role("r", "r").build()));
    }

    private static Arguments model(
            String wayOut, Supplier<SchemaModel.Builder> bad, Supplier<SchemaModel.Builder> good) {
        return Arguments.of(wayOut, (Supplier<Object>) () -> bad.get().build(), (Supplier<Object>)
                () -> good.get().build());
    }

    private static SchemaModel.Builder of(List<Class<?>> entities) {
        return SchemaModel.named("m", "1").entities(entities);
    }

    private static SchemaModel built(List<Class<?>> entities) {
        return of(entities).build();
    }

    private static SchemaModel granting() {
        return of(WITH_ID).grant(Grant.to("r", "with_id", Privilege.SELECT)).build();
    }

    private static SchemaEngine.Builder engine() {
        return SchemaEngine.builder(new PGSimpleDataSource());
    }
}
