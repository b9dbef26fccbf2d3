package io.netraven.launcher.internal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command on keys or credentials has to say: lines for people, fields for programs. The fields' values are texts,
 * numbers, flags, null, lists and maps of these; anything else stands for its text.
 */
final class Answer {

    /** How a headline is coloured. */
    enum Tone {
        GOOD,
        NOTICE,
        BAD
    }

    /**
     * A line of text.
     *
     * @param label what it is about, empty for none
     * @param text what there is to say
     */
    record Line(@Nullable String label, String text) {}

    private final Tone tone;
    private final String word;
    private final String meaning;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private ExitCode exitCode = ExitCode.DONE;

    private Answer(Tone tone, String word, String meaning) {
        this.tone = tone;
        this.word = word;
        this.meaning = meaning;
    }

    static Answer good(String word, String meaning) {
        return new Answer(Tone.GOOD, word, meaning);
    }

    static Answer notice(String word, String meaning) {
        return new Answer(Tone.NOTICE, word, meaning);
    }

    static Answer bad(ExitCode exitCode, String word, String meaning) {
        Answer answer = new Answer(Tone.BAD, word, meaning);
        answer.exitCode = exitCode;
        return answer;
    }

    /** Lines only. */
    static Answer plain() {
        return new Answer(Tone.GOOD, "", "");
    }

    /** Adds a line with its label. */
    Answer line(String label, Object text) {
        lines.add(new Line(label, text.toString()));
        return this;
    }

    /** Adds lines without labels. */
    Answer rows(List<String> rows) {
        rows.forEach(row -> lines.add(new Line(null, row)));
        return this;
    }

    /** Adds a field of the document. */
    Answer field(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** Adds fields of the document. */
    Answer fields(Map<String, ? extends @Nullable Object> more) {
        fields.putAll(more);
        return this;
    }

    Tone tone() {
        return tone;
    }

    String word() {
        return word;
    }

    String meaning() {
        return meaning;
    }

    List<Line> lines() {
        return lines;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
