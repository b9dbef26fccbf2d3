package io.netraven.credentials.internal.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, or what is wrong with it. Closing it overwrites its secrets. Not safe for use by several
 * threads.
 */
public final class RawRecord implements AutoCloseable {

    private final long number;
    private final long line;
    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Map<Field, char[]> secrets = new EnumMap<>(Field.class);
    private final List<TagOffer> tags = new ArrayList<>();
    private boolean usesKeys;
    private @Nullable String problem;

    RawRecord(long number, long line) {
        this.number = number;
        this.line = line;
    }

    /**
     * A tag that the credential is to be offered for.
     *
     * @param name the tag's name
     * @param priority any number
     */
    public record TagOffer(String name, double priority) {}

    /** Which record of the file it is, from 1. */
    public long number() {
        return number;
    }

    /** On which line of the file it begins, from 1. */
    public long line() {
        return line;
    }

    /** What is wrong with it, in words that quote nothing of it. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** The text of a field that is no secret. */
    public Optional<String> text(Field field) {
        return Optional.ofNullable(texts.get(field));
    }

    /** The secrets by field; the arrays stay this record's. */
    public Map<Field, char[]> secrets() {
        return secrets;
    }

    /** The tags, as they were named. */
    public List<TagOffer> tags() {
        return tags;
    }

    /** Whether to log in by key. */
    public boolean usesKeys() {
        return usesKeys;
    }

    /** The first problem is the one that is told. */
    void fail(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** What ends the file matters more than what else is wrong with the record. */
    void failForGood(String what) {
        problem = what;
    }

    void put(Field field, String text) {
        texts.put(field, text);
    }

    /** Takes the array over. */
    void putSecret(Field field, char[] text) {
        secrets.put(field, text);
    }

    void setUsesKeys(boolean uses) {
        usesKeys = uses;
    }

    void addTag(String name, double priority) {
        if (tags.stream().anyMatch(tag -> tag.name().equals(name))) {
            fail("a tag is there twice");
        }
        if (name.isBlank()) {
            fail("a tag has no name");
        }
        tags.add(new TagOffer(name, priority));
    }

    @Override
    public void close() {
        secrets.values().forEach(text -> Arrays.fill(text, '\0'));
    }

    /** Its place only. */
    @Override
    public String toString() {
        return "RawRecord[" + number + ", line " + line + "]";
    }
}
