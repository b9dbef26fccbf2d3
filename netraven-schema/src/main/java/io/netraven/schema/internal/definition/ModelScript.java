package io.netraven.schema.internal.definition;

import io.netraven.schema.Grant;
import io.netraven.schema.Predecessor;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SeedRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model as text: a head of a few lines, which is all that a warm start reads, and a section for each part.
 *
 * <pre>
 * -- model: netraven
 * -- version: 1.0.0
 * -- checksum: 5d41…
 * -- extensions: pgcrypto uuid-ossp
 * -- tables: audit_logs auth_tokens …
 * -- roles: application read_only
 * -- seeded: EXISTS (SELECT FROM …)
 * -- seeded-columns: tags.id,tags.name
 * -- proof: 9e07…
 *
 * -- @table users
 * CREATE TABLE …;
 *
 * -- @seed tags
 * key id 018f…
 * value name Default
 *
 * -- @grant tags
 * application SELECT
 * read_only SELECT id name
 *
 * -- @area identity
 * users
 * auth_tokens
 * </pre>
 *
 * <p>Predecessors and areas come last: they reach no database, and are no part of the checksum.
 *
 * @param text the whole text
 * @param head the lines of the head, by their key
 */
public record ModelScript(String text, Map<String, String> head) {

    static final String SECTION = "\n-- @";
    static final String END_OF_STATEMENT = ";\n\n";

    private record Section(String kind, String name, String content) {}

    /**
     * Reads the head of a script.
     *
     * @param text the whole text
     * @return the script
     * @throws ModelError when the head is not one
     */
    public static ModelScript parse(String text) {
        Map<String, String> head = new HashMap<>();
        int start = 0;
        while (text.startsWith("-- ", start)) {
            int end = text.indexOf('\n', start);
            int colon = text.indexOf(": ", start);
            if (colon < 0 || colon > end) {
                break;
            }
            head.put(text.substring(start + 3, colon), text.substring(colon + 2, end));
            start = end + 1;
        }
        for (String key : List.of(
                "model", "version", "checksum", "extensions", "tables", "roles", "seeded", "seeded-columns", "proof")) {
            if (!head.containsKey(key)) {
                throw new ModelError("The model script has no line '-- " + key + ": ': generate it again.");
            }
        }
        return new ModelScript(text, Map.copyOf(head));
    }

    /**
     * Proves that the whole text is as it was written, and can be read.
     *
     * @return this script
     * @throws ModelError when somebody changed it, or no {@link ModelWriter} wrote it
     */
    public ModelScript verified() {
        String proof = headLine("proof", headOf("proof"));
        int start = text.indexOf(proof);
        String others = text.substring(0, start) + text.substring(start + proof.length());
        if (!sha256(others).equals(headOf("proof"))) {
            throw new ModelError("The model script was changed after it was written (its proof is not the SHA-256 of"
                    + " its other lines): change the entities and generate it again.");
        }
        scripts();
        seeds();
        grants();
        predecessors();
        return this;
    }

    /**
     * Returns the model's name.
     *
     * @return the name
     */
    public String name() {
        return headOf("model");
    }

    /**
     * Returns the model's release.
     *
     * @return the version
     */
    public String version() {
        return headOf("version");
    }

    /**
     * Returns the checksum of all that reaches the database.
     *
     * @return SHA-256 in hexadecimal
     */
    public String checksum() {
        return headOf("checksum");
    }

    /**
     * Returns the extensions.
     *
     * @return names, sorted
     */
    public List<String> extensions() {
        return words(headOf("extensions"));
    }

    /**
     * Returns the tables.
     *
     * @return names, sorted
     */
    public List<String> tables() {
        return words(headOf("tables"));
    }

    /**
     * Returns the model's words for roles.
     *
     * @return words, sorted
     */
    public List<String> roles() {
        return words(headOf("roles"));
    }

    /**
     * Returns an SQL expression that tells whether all default data is there.
     *
     * @return SQL with the namespace's placeholder
     */
    public String seeded() {
        return headOf("seeded");
    }

    /**
     * Returns the columns that this expression asks.
     *
     * @return names with their tables', separated by commas
     */
    public String seededColumns() {
        return headOf("seeded-columns");
    }

    /**
     * Reads the tables' statements from the text.
     *
     * @return the tables, in an order in which they can be made
     */
    public List<TableScript> scripts() {
        List<Section> sections = sections();
        Map<String, String> areas = new HashMap<>();
        sections.stream()
                .filter(section -> section.kind().equals("area"))
                .forEach(section -> section.content().lines().forEach(table -> areas.put(table, section.name())));
        return sections.stream()
                .filter(section -> section.kind().equals("table"))
                .map(section -> new TableScript(
                        section.name(),
                        areas.getOrDefault(section.name(), ""),
                        statements(section),
                        sections.stream()
                                .filter(other -> other.kind().equals("after")
                                        && other.name().equals(section.name()))
                                .flatMap(other -> statements(other).stream())
                                .toList()))
                .toList();
    }

    /**
     * Reads the default data from the text.
     *
     * @return the rows, in the order they are inserted
     */
    public List<SeedRow> seeds() {
        return sections().stream()
                .filter(section -> section.kind().equals("seed"))
                .map(ModelScript::seed)
                .toList();
    }

    /**
     * Reads from the text what roles may do.
     *
     * @return grants of one privilege each, without hidden columns
     */
    public List<Grant> grants() {
        return sections().stream()
                .filter(section -> section.kind().equals("grant"))
                .flatMap(section -> section.content()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> grant(section, line)))
                .toList();
    }

    /**
     * Reads from the text which schemas the model takes the place of.
     *
     * @return the predecessors, in the order they were added
     */
    public List<Predecessor> predecessors() {
        return sections().stream()
                .filter(section -> section.kind().equals("predecessor"))
                .map(ModelScript::predecessor)
                .toList();
    }

    private static SeedRow seed(Section section) {
        try {
            return new SeedRow(
                    section.name(), columns(section, "key"), columns(section, "other-key"), columns(section, "value"));
        } catch (IllegalArgumentException e) {
            throw unreadable(section, String.valueOf(e.getMessage()));
        }
    }

    private static Grant grant(Section section, String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 2) {
            throw unreadable(section, line);
        }
        try {
            return new Grant(
                    words[0],
                    section.name(),
                    Set.of(Privilege.valueOf(words[1])),
                    Set.of(Arrays.copyOfRange(words, 2, words.length)),
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw unreadable(section, line);
        }
    }

    private static Predecessor predecessor(Section section) {
        try {
            return Predecessor.of(
                    columns(section, "name").getOrDefault("-", ""),
                    section.name(),
                    columns(section, "column"),
                    columns(section, "advice").getOrDefault("-", ""));
        } catch (IllegalArgumentException e) {
            throw unreadable(section, String.valueOf(e.getMessage()));
        }
    }

    private static ModelError unreadable(Section section, String what) {
        return new ModelError("The model script has a section '" + section.kind() + " " + section.name()
                + "' that cannot be read: generate it again. " + what);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (int start = text.indexOf(SECTION); start >= 0; ) {
            int next = text.indexOf(SECTION, start + 1);
            String section = text.substring(start + SECTION.length(), next < 0 ? text.length() : next + 1);
            int space = section.indexOf(' ');
            int line = section.indexOf('\n');
            if (space < 0 || line < space) {
                throw new ModelError("The model script has a section without a name: generate it again.");
            }
            sections.add(new Section(
                    section.substring(0, space), section.substring(space + 1, line), section.substring(line + 1)));
            start = next;
        }
        return sections;
    }

    private static List<String> statements(Section section) {
        List<String> statements = new ArrayList<>();
        String content = section.content();
        int start = 0;
        for (int end = content.indexOf(END_OF_STATEMENT); end >= 0; end = content.indexOf(END_OF_STATEMENT, start)) {
            statements.add(content.substring(start, end));
            start = end + END_OF_STATEMENT.length();
        }
        if (!content.substring(start).isBlank()) {
            statements.add(content.substring(start));
        }
        return statements;
    }

    private static Map<String, String> columns(Section section, String word) {
        Map<String, String> columns = new TreeMap<>();
        for (String line : section.content().lines().toList()) {
            String[] parts = line.split(" ", 3);
            if (parts[0].equals(word)) {
                if (parts.length < 3) {
                    throw unreadable(section, line);
                }
                columns.put(parts[1], parts[2]);
            }
        }
        return columns;
    }

    static String headLine(String key, String value) {
        if (value.contains("\n")) {
            throw new ModelError("The model's " + key + " contains a line break: remove it.");
        }
        return "-- " + key + ": " + value + "\n";
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String headOf(String key) {
        return head.getOrDefault(key, "");
    }
}
