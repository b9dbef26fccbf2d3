package io.netraven.schema.internal.definition;

import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ForeignKeyDefinition;
import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AssociationOverrides;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SecondaryTables;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one entity class, with its mapped superclasses and embedded parts, into a table. */
final class EntityReader {

    private static final List<Class<? extends Annotation>> UNSUPPORTED = List.of(
            Inheritance.class,
            DiscriminatorColumn.class,
            SecondaryTable.class,
            SecondaryTables.class,
            AssociationOverride.class,
            AssociationOverrides.class,
            ElementCollection.class,
            CollectionTable.class,
            OrderColumn.class,
            PrimaryKeyJoinColumn.class);

    private static final List<String> LAST_COLUMNS = List.of("version", "created_at", "updated_at");

    private final Class<?> entity;
    private final boolean keyOnly;
    private final Map<String, ColumnDefinition> columns = new TreeMap<>();
    private final Map<String, ColumnDefinition> readOnlyColumns = new TreeMap<>();
    private final Map<String, List<String>> keyColumnsByMember = new HashMap<>();
    private final List<CheckDefinition> checks = new ArrayList<>();
    private final List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
    private final List<Field> owningManyToMany = new ArrayList<>();
    private final Set<String> mappedColumns = new TreeSet<>();
    private List<String> key = List.of();

    EntityReader(Class<?> entity) {
        this(entity, false);
    }

    private EntityReader(Class<?> entity, boolean keyOnly) {
        this.entity = entity;
        this.keyOnly = keyOnly;
        if (!entity.isAnnotationPresent(Entity.class)) {
            throw new ModelError(entity.getName() + " is not annotated with @Entity: remove it from the model.");
        }
        Deque<Class<?>> hierarchy = new ArrayDeque<>();
        for (Class<?> c = entity; c != null && c != Object.class; c = c.getSuperclass()) {
            requireMapped(c);
            hierarchy.push(c);
        }
        hierarchy.forEach(c -> readMembers(c, Map.of(), false));
        readOnlyColumns.forEach(columns::putIfAbsent);
        key = orderedKey();
    }

    TableDefinition table() {
        Table table = entity.getAnnotation(Table.class);
        String name = ModelReader.tableName(entity);
        checks.addAll(Constraints.checks(table.check(), name));
        return new TableDefinition(
                entity.getName(),
                name,
                ModelReader.area(entity),
                table.comment(),
                columns.values().stream()
                        .sorted(Comparator.comparingInt(this::rank).thenComparing(ColumnDefinition::name))
                        .toList(),
                key,
                Constraints.uniques(table.uniqueConstraints(), name),
                checks.stream()
                        .sorted(Comparator.comparing(CheckDefinition::name))
                        .toList(),
                foreignKeys.stream()
                        .sorted(Comparator.comparing(ForeignKeyDefinition::name))
                        .toList(),
                Constraints.indexes(table.indexes(), name));
    }

    List<TableDefinition> joinTables() {
        return owningManyToMany.stream()
                .map(member -> ModelReader.joinTable(member, entity, elementType(member)))
                .toList();
    }

    /** Returns the columns of an entity's primary key. Nothing else is read, so entities may refer to each other. */
    static List<ColumnDefinition> keyColumns(Class<?> entity) {
        EntityReader reader = new EntityReader(entity, true);
        return reader.table().columns().stream()
                .filter(column -> reader.key.contains(column.name()))
                .toList();
    }

    private int rank(ColumnDefinition column) {
        int inKey = key.indexOf(column.name());
        return inKey >= 0 ? inKey - key.size() : LAST_COLUMNS.indexOf(column.name()) + 1;
    }

    private void requireMapped(Class<?> c) {
        if (c != entity && c.isAnnotationPresent(Entity.class)) {
            throw new ModelError(entity.getName() + " inherits from the entity " + c.getName()
                    + ": entity inheritance is not supported; use a @MappedSuperclass.");
        }
        for (Class<? extends Annotation> annotation : UNSUPPORTED) {
            if (c.isAnnotationPresent(annotation)) {
                throw new ModelError(c.getName() + " uses @" + annotation.getSimpleName()
                        + ", which is not supported: give each table an entity of its own.");
            }
        }
        boolean mapped = c == entity || c.isAnnotationPresent(MappedSuperclass.class);
        for (Method method : c.getDeclaredMethods()) {
            if (mapped && (method.isAnnotationPresent(Column.class) || method.isAnnotationPresent(Id.class))) {
                throw new ModelError(c.getName() + "." + method.getName()
                        + " carries a mapping: annotate the field, property access is not supported.");
            }
        }
    }

    private void readMembers(Class<?> c, Map<String, Column> overrides, boolean inKey) {
        if (c != entity && !c.isAnnotationPresent(MappedSuperclass.class) && !isEmbeddable(c)) {
            return;
        }
        for (Field member : c.getDeclaredFields()) {
            boolean stored = !Modifier.isStatic(member.getModifiers())
                    && !Modifier.isTransient(member.getModifiers())
                    && !member.isSynthetic()
                    && !member.getName().startsWith("_persistence_")
                    && !member.isAnnotationPresent(Transient.class);
            if (stored) {
                readMember(member, overrides, inKey);
            }
        }
    }

    private void readMember(Field member, Map<String, Column> overrides, boolean inKey) {
        for (Class<? extends Annotation> annotation : UNSUPPORTED) {
            if (member.isAnnotationPresent(annotation)) {
                throw unsupported(member, "@" + annotation.getSimpleName(), "give it a table and an entity of its own");
            }
        }
        boolean id = inKey || member.isAnnotationPresent(Id.class) || member.isAnnotationPresent(EmbeddedId.class);
        if (keyOnly && !id) {
            return;
        }
        if (member.isAnnotationPresent(ManyToMany.class)) {
            if (member.getAnnotation(ManyToMany.class).mappedBy().isEmpty()) {
                owningManyToMany.add(member);
            }
        } else if (member.isAnnotationPresent(OneToMany.class)) {
            if (member.getAnnotation(OneToMany.class).mappedBy().isEmpty()) {
                throw unsupported(member, "a one-to-many without mappedBy", "map its other side and name that");
            }
        } else if (isOwningToOne(member)) {
            readToOne(member, id);
        } else if (member.isAnnotationPresent(OneToOne.class)) {
            return;
        } else if (member.isAnnotationPresent(EmbeddedId.class)
                || member.isAnnotationPresent(Embedded.class)
                || isEmbeddable(member.getType())) {
            readMembers(member.getType(), overridesOf(member), id);
        } else {
            Column override = overrides.get(member.getName());
            readBasic(member, override == null ? member.getAnnotation(Column.class) : override, id);
        }
    }

    private void readToOne(Field member, boolean id) {
        if (member.isAnnotationPresent(JoinTable.class)) {
            throw unsupported(member, "a to-one in a @JoinTable", "use @JoinColumn");
        }
        JoinColumn[] joins = member.getAnnotationsByType(JoinColumn.class);
        MapsId mapsId = member.getAnnotation(MapsId.class);
        boolean optional = !id && mapsId == null && isOptional(member);
        ForeignKeyColumns reference = ModelReader.foreignKey(member, member.getType(), List.of(joins));
        List<ColumnDefinition> referencing = reference.columns(optional);
        if (mapsId != null) {
            mappedColumns.add(referencing.get(0).name());
        }
        boolean readOnly = mapsId != null || (!joins[0].insertable() && !joins[0].updatable());
        referencing.forEach(column -> define(member, column, readOnly));
        Arrays.stream(joins).forEach(join -> checks.addAll(Constraints.checks(join.check(), describe(member))));
        if (id) {
            keyColumnsByMember.put(
                    member.getName(),
                    referencing.stream().map(ColumnDefinition::name).toList());
        }
        if (reference.isConstrained()) {
            foreignKeys.add(reference.definition());
        }
    }

    private void readBasic(Field member, @Nullable Column annotation, boolean id) {
        String name = annotation == null || annotation.name().isEmpty()
                ? member.getName().toLowerCase(Locale.ROOT)
                : annotation.name();
        if (annotation != null && (annotation.unique() || !annotation.table().isEmpty())) {
            throw unsupported(
                    member, "@Column with unique or table", "name the uniqueness by @UniqueConstraint on the table");
        }
        boolean nullable = !id && !member.getType().isPrimitive() && (annotation == null || annotation.nullable());
        String options = annotation == null ? "" : annotation.options();
        ColumnDefinition column = new ColumnDefinition(
                name,
                typeOf(member, annotation),
                nullable,
                isIdentity(member) ? "GENERATED BY DEFAULT AS IDENTITY" : options,
                annotation == null ? "" : annotation.comment());
        define(member, column, annotation != null && !annotation.insertable() && !annotation.updatable());
        if (annotation != null) {
            checks.addAll(Constraints.checks(annotation.check(), describe(member)));
        }
        if (id) {
            keyColumnsByMember.put(member.getName(), List.of(name));
        }
    }

    private void define(Field member, ColumnDefinition column, boolean readOnly) {
        ColumnDefinition other =
                readOnly ? readOnlyColumns.put(column.name(), column) : columns.put(column.name(), column);
        if (other != null && !readOnly) {
            throw unsupported(
                    member, "the column " + column.name() + ", which another member has too", "name it otherwise");
        }
    }

    private String typeOf(Field member, @Nullable Column annotation) {
        if (annotation != null && !annotation.columnDefinition().isEmpty()) {
            return annotation.columnDefinition();
        }
        Convert convert = member.getAnnotation(Convert.class);
        Enumerated enumerated = member.getAnnotation(Enumerated.class);
        if (member.getType().isEnum()
                && convert == null
                && (enumerated == null || enumerated.value() != EnumType.STRING)) {
            throw unsupported(member, "an enum stored by its position", "add @Enumerated(STRING) or @Convert");
        }
        Class<?> stored = convert == null ? member.getType() : ColumnTypes.convertedType(convert.converter());
        String type = ColumnTypes.of(stored, annotation == null ? 255 : annotation.length(), annotation);
        if (type == null) {
            throw unsupported(
                    member, "the type " + stored.getTypeName(), "name the SQL type by @Column(columnDefinition)");
        }
        return type;
    }

    private boolean isIdentity(Field member) {
        GeneratedValue generated = member.getAnnotation(GeneratedValue.class);
        if (generated == null || generated.strategy() == GenerationType.UUID) {
            return false;
        }
        if (generated.strategy() != GenerationType.IDENTITY) {
            throw unsupported(member, "generation " + generated.strategy(), "use IDENTITY, or assign the id yourself");
        }
        return true;
    }

    /** The order of fields is unspecified in general; of a record's components it is not. */
    private List<String> orderedKey() {
        List<String> members = new ArrayList<>(keyColumnsByMember.keySet());
        Class<?> keyClass = keyClass();
        if (keyClass != null) {
            List<String> order = keyClass.isRecord()
                    ? Arrays.stream(keyClass.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()
                    : Arrays.stream(keyClass.getDeclaredFields())
                            .map(Field::getName)
                            .toList();
            members.sort(Comparator.comparingInt(order::indexOf));
        }
        List<String> ordered = members.stream()
                .flatMap(member -> keyColumnsByMember.getOrDefault(member, List.of()).stream())
                .toList();
        if (ordered.isEmpty()) {
            throw new ModelError(entity.getName() + " has no @Id: every table needs a primary key.");
        }
        if (!ordered.containsAll(mappedColumns)) {
            throw new ModelError(entity.getName() + " maps " + mappedColumns
                    + " by @MapsId to a key of other columns: name the embedded id's columns alike.");
        }
        return ordered;
    }

    private @Nullable Class<?> keyClass() {
        IdClass idClass = entity.getAnnotation(IdClass.class);
        if (idClass != null) {
            return idClass.value();
        }
        return Arrays.stream(entity.getDeclaredFields())
                .filter(member -> member.isAnnotationPresent(EmbeddedId.class))
                .<Class<?>>map(Field::getType)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Column> overridesOf(Field member) {
        Map<String, Column> overrides = new HashMap<>();
        for (AttributeOverride override : member.getAnnotationsByType(AttributeOverride.class)) {
            overrides.put(override.name(), override.column());
        }
        return overrides;
    }

    private static boolean isOwningToOne(Field member) {
        OneToOne oneToOne = member.getAnnotation(OneToOne.class);
        return member.isAnnotationPresent(ManyToOne.class)
                || (oneToOne != null && oneToOne.mappedBy().isEmpty());
    }

    private static boolean isOptional(Field member) {
        ManyToOne manyToOne = member.getAnnotation(ManyToOne.class);
        return manyToOne != null
                ? manyToOne.optional()
                : member.getAnnotation(OneToOne.class).optional();
    }

    private static boolean isEmbeddable(Class<?> c) {
        return c.isAnnotationPresent(jakarta.persistence.Embeddable.class);
    }

    private static Class<?> elementType(Field member) {
        if (member.getGenericType() instanceof ParameterizedType p
                && p.getActualTypeArguments()[0] instanceof Class<?> element) {
            return element;
        }
        throw unsupported(member, "a collection of an unknown element type", "declare it, such as Set<Tag>");
    }

    static String describe(Field member) {
        return member.getDeclaringClass().getName() + "." + member.getName();
    }

    static ModelError unsupported(Field member, String what, String wayOut) {
        return new ModelError(describe(member) + " has " + what + ", which is not supported: " + wayOut + ".");
    }
}
