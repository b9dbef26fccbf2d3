package io.netraven.schema;

import java.util.Comparator;

/**
 * One point in which a live schema is not what the model asks for. A difference is a value, never an exception.
 * Implementations are immutable.
 */
public sealed interface SchemaDifference extends Comparable<SchemaDifference> {

    /**
     * Returns where the difference lies.
     *
     * @return the object
     */
    SchemaObject object();

    /**
     * Returns how much it matters.
     *
     * @return the severity
     */
    Severity severity();

    /**
     * Returns the SQL that mends it.
     *
     * @return the mend
     */
    Mend mend();

    /**
     * Returns the property that differs, empty when the whole object is missing or unexpected.
     *
     * @return for example {@code type}
     */
    default String property() {
        return "";
    }

    /**
     * Returns what the model asks for, empty for an unexpected object.
     *
     * @return the expected value, as PostgreSQL renders it
     */
    default String expected() {
        return "";
    }

    /**
     * Returns what the database holds, empty for a missing object.
     *
     * @return the value found, as PostgreSQL renders it
     */
    default String found() {
        return "";
    }

    /**
     * Returns the difference as one sentence, without its severity and mend.
     *
     * @return for example {@code column devices.port: type is bigint, expected integer}
     */
    String message();

    /**
     * Returns the same difference, judged otherwise.
     *
     * @param severity how much it matters
     * @param mend the SQL that mends it
     * @return a new difference at the same place
     */
    SchemaDifference as(Severity severity, Mend mend);

    /** Sorts by object, then property. */
    @Override
    default int compareTo(SchemaDifference other) {
        return Comparator.comparing(SchemaDifference::object)
                .thenComparing(SchemaDifference::property)
                .compare(this, other);
    }

    /**
     * The model asks for an object that is not there.
     *
     * @param object where
     * @param expected its definition
     * @param severity how much it matters
     * @param mend the SQL that makes it
     */
    record Missing(SchemaObject object, String expected, Severity severity, Mend mend) implements SchemaDifference {
        @Override
        public String message() {
            return object + " is missing" + (expected.isEmpty() ? "" : ", expected " + expected);
        }

        @Override
        public Missing as(Severity other, Mend otherMend) {
            return new Missing(object, expected, other, otherMend);
        }
    }

    /**
     * An object is there that the model does not know.
     *
     * @param object where
     * @param found its definition
     * @param severity how much it matters
     * @param mend the SQL that removes it
     */
    record Unexpected(SchemaObject object, String found, Severity severity, Mend mend) implements SchemaDifference {
        @Override
        public String message() {
            return object + " is not part of the model" + (found.isEmpty() ? "" : ", found " + found);
        }

        @Override
        public Unexpected as(Severity other, Mend otherMend) {
            return new Unexpected(object, found, other, otherMend);
        }
    }

    /**
     * An object is there, but not as the model asks.
     *
     * @param object where
     * @param property what differs
     * @param expected what the model asks for
     * @param found what the database holds
     * @param severity how much it matters
     * @param mend the SQL that brings it to the model
     */
    record Different(SchemaObject object, String property, String expected, String found, Severity severity, Mend mend)
            implements SchemaDifference {
        @Override
        public String message() {
            return object + ": " + property + " is " + quoted(found) + ", expected " + quoted(expected);
        }

        @Override
        public Different as(Severity other, Mend otherMend) {
            return new Different(object, property, expected, found, other, otherMend);
        }

        private static String quoted(String value) {
            return value.isEmpty() ? "empty" : value;
        }
    }
}
