package io.netraven.schema.internal.definition;

import io.netraven.schema.Grant;
import io.netraven.schema.Predecessor;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SeedRow;
import io.netraven.schema.internal.catalog.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a model as a script. */
public final class ModelWriter {

    private ModelWriter() {}

    /**
     * Composes a model from its parts.
     *
     * @param name its name
     * @param version its release
     * @param entities classes to read
     * @param included tables of other models, which entities may refer to
     * @param extensions names
     * @param seeds default data
     * @param grants what roles may do
     * @param predecessors schemas that the model takes the place of
     * @return the script
     */
    public static ModelScript compose(
            String name,
            String version,
            Collection<Class<?>> entities,
            List<TableScript> included,
            Collection<String> extensions,
            List<SeedRow> seeds,
            List<Grant> grants,
            List<Predecessor> predecessors) {
        List<String> known = included.stream().map(TableScript::table).toList();
        List<TableDefinition> definitions = ModelReader.read(entities, known);
        List<TableScript> scripts = new ArrayList<>(included);
        scripts.addAll(DdlWriter.write(definitions, known));
        scripts.addAll(DdlWriter.write(List.of(History.definition()), known));
        Set<String> tables = scripts.stream().map(TableScript::table).collect(Collectors.toSet());
        for (SeedRow seed : seeds) {
            if (!tables.contains(seed.table())) {
                throw new ModelError("Default data is to go into the table " + seed.table()
                        + ", which the model does not have: add its entity or correct the name.");
            }
        }
        return write(
                name,
                version,
                extensions,
                scripts,
                seeds,
                GrantResolution.resolve(grants, tables, definitions),
                predecessors);
    }

    /**
     * Writes a model.
     *
     * @param name its name
     * @param version its release
     * @param extensions names
     * @param scripts tables, in an order in which they can be made
     * @param seeds default data
     * @param grants what roles may do, without hidden columns
     * @param predecessors schemas that the model takes the place of; they are no part of the checksum
     * @return the script
     */
    public static ModelScript write(
            String name,
            String version,
            Collection<String> extensions,
            List<TableScript> scripts,
            List<SeedRow> seeds,
            Collection<Grant> grants,
            List<Predecessor> predecessors) {
        StringBuilder body = new StringBuilder();
        scripts.forEach(script -> append(body, "table", script.table(), script.create()));
        scripts.stream()
                .filter(script -> !script.after().isEmpty())
                .forEach(script -> append(body, "after", script.table(), script.after()));
        seeds.forEach(seed -> append(body, seed));
        appendGrants(body, grants);
        String extensionList = String.join(" ", extensions.stream().sorted().toList());
        String head = ModelScript.headLine("model", name)
                + ModelScript.headLine("version", version)
                + ModelScript.headLine("checksum", ModelScript.sha256(extensionList + "\n" + body))
                + ModelScript.headLine("extensions", extensionList)
                + ModelScript.headLine(
                        "tables",
                        String.join(
                                " ",
                                scripts.stream()
                                        .map(TableScript::table)
                                        .sorted()
                                        .toList()))
                + ModelScript.headLine(
                        "roles",
                        String.join(
                                " ",
                                grants.stream()
                                        .map(Grant::role)
                                        .distinct()
                                        .sorted()
                                        .toList()))
                + ModelScript.headLine("seeded", SeedPresence.ofAll(seeds))
                + ModelScript.headLine("seeded-columns", SeedPresence.columns(seeds));
        String rest =
                body + predecessors.stream().map(ModelWriter::section).collect(Collectors.joining()) + areas(scripts);
        return ModelScript.parse(head + ModelScript.headLine("proof", ModelScript.sha256(head + rest)) + rest);
    }

    private static String section(Predecessor predecessor) {
        StringBuilder section = new StringBuilder(ModelScript.SECTION + "predecessor " + predecessor.namespace() + "\n"
                + line("name", "-", predecessor.name())
                + line("advice", "-", predecessor.advice()));
        predecessor.columns().forEach((column, type) -> section.append(line("column", column, type)));
        return section.toString();
    }

    /** For people who read the model; a script without areas is one too. */
    private static String areas(List<TableScript> scripts) {
        Map<String, Set<String>> areas = new TreeMap<>();
        scripts.stream()
                .filter(script -> !script.area().isEmpty())
                .forEach(script -> areas.computeIfAbsent(script.area(), area -> new TreeSet<>())
                        .add(script.table()));
        return areas.entrySet().stream()
                .map(area -> ModelScript.SECTION + "area " + area.getKey() + "\n" + String.join("\n", area.getValue())
                        + "\n")
                .collect(Collectors.joining());
    }

    private static void append(StringBuilder body, String kind, String name, List<String> statements) {
        body.append(ModelScript.SECTION).append(kind).append(' ').append(name).append('\n');
        for (String statement : statements) {
            if (statement.contains("\n\n") || statement.contains(ModelScript.SECTION)) {
                throw new ModelError("A definition in table " + name + " contains an empty line: remove it.");
            }
            body.append(statement).append(ModelScript.END_OF_STATEMENT);
        }
    }

    private static void append(StringBuilder body, SeedRow seed) {
        body.append(ModelScript.SECTION).append("seed ").append(seed.table()).append('\n');
        seed.key().forEach((column, value) -> body.append(line("key", column, value)));
        seed.otherKeys().forEach((column, value) -> body.append(line("other-key", column, value)));
        seed.values().forEach((column, value) -> body.append(line("value", column, value)));
    }

    private static void appendGrants(StringBuilder body, Collection<Grant> grants) {
        Map<String, Set<String>> lines = new TreeMap<>();
        for (Grant grant : grants) {
            for (Privilege privilege : grant.privileges()) {
                String columns = grant.columns().isEmpty() ? "" : " " + String.join(" ", grant.columns());
                lines.computeIfAbsent(grant.table(), table -> new TreeSet<>())
                        .add(grant.role() + " " + privilege + columns + "\n");
            }
        }
        lines.forEach((table, granted) -> body.append(ModelScript.SECTION)
                .append("grant ")
                .append(table)
                .append('\n')
                .append(String.join("", granted)));
    }

    private static String line(String word, String column, String value) {
        if (value.contains("\n") || value.contains("\r")) {
            throw new ModelError("What is said of " + column + " contains a line break: remove it.");
        }
        return word + " " + column + " " + value + "\n";
    }
}
