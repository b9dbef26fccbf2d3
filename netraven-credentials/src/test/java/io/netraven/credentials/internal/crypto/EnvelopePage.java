package io.netraven.credentials.internal.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code docs/envelope.md}: its worked examples, each a block of lines with a label and a value. */
final class EnvelopePage {

    private static final Path FILE = Path.of("..", "docs", "envelope.md");
    private static final String FENCE = "```";
    private static final int VALUE_COLUMN = 20;

    private EnvelopePage() {}

    static Example example(String name) throws IOException {
        List<String> page = Files.readAllLines(FILE);
        int start = page.indexOf(FENCE + "text " + name) + 1;
        List<String> block =
                page.subList(start, start + page.subList(start, page.size()).indexOf(FENCE));
        Example example = new Example();
        String label = "";
        for (String line : block) {
            String first = line.substring(0, VALUE_COLUMN).strip();
            label = first.isEmpty() ? label : first;
            example.add(label, line.substring(VALUE_COLUMN));
        }
        return example;
    }

    static void write(String name, Example example) throws IOException {
        List<String> page = new ArrayList<>(Files.readAllLines(FILE));
        int start = page.indexOf(FENCE + "text " + name) + 1;
        List<String> rest = page.subList(start, page.size());
        rest.subList(0, rest.indexOf(FENCE)).clear();
        page.addAll(start, example.toString().lines().toList());
        Files.write(FILE, page);
    }

    /** Labels and their values, of several lines where a value has parts. */
    static final class Example {

        private final Map<String, List<String>> values = new LinkedHashMap<>();

        Example add(String label, String... lines) {
            values.computeIfAbsent(label, same -> new ArrayList<>()).addAll(List.of(lines));
            return this;
        }

        /** Cuts bytes into parts of some lengths; what is left is one more. */
        Example addParts(String label, byte[] bytes, int... lengths) {
            int from = 0;
            for (int length : lengths) {
                add(label, HexFormat.of().formatHex(bytes, from, from + length));
                from += length;
            }
            return add(label, HexFormat.of().formatHex(bytes, from, bytes.length));
        }

        String text(String label) {
            return String.join("", Objects.requireNonNull(values.get(label), label));
        }

        byte[] bytes(String label) {
            return HexFormat.of().parseHex(text(label).replace(" ", ""));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            values.forEach((label, lines) -> {
                String left = label;
                for (String line : lines) {
                    text.append(left)
                            .append(" ".repeat(VALUE_COLUMN - left.length()))
                            .append(line)
                            .append('\n');
                    left = "";
                }
            });
            return text.toString();
        }
    }
}
