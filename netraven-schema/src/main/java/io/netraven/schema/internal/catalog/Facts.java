package io.netraven.schema.internal.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the catalogue says of one object, as PostgreSQL renders it. Immutable.
 *
 * @param values by property, sorted
 */
public record Facts(Map<String, String> values) {

    /** An object of which nothing is compared but that it is there. */
    public static final Facts NONE = new Facts(Map.of());

    /** Copies the map. */
    public Facts {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Creates the facts of an object that has one property.
     *
     * @param property its name
     * @param value its value
     * @return the facts
     */
    public static Facts of(String property, String value) {
        return new Facts(Map.of(property, value));
    }

    /**
     * Returns a property.
     *
     * @param property its name
     * @return its value, empty where it does not apply
     */
    public String get(String property) {
        return values.getOrDefault(property, "");
    }

    /**
     * Tells whether a property applies.
     *
     * @param property its name
     * @return true when it has a value
     */
    public boolean has(String property) {
        return !get(property).isEmpty();
    }

    /**
     * Tells whether a property has a value.
     *
     * @param property its name
     * @param value the value
     * @return true when it has this one
     */
    public boolean is(String property, String value) {
        return get(property).equals(value);
    }

    /**
     * Tells whether another object is the same as far as its own facts tell. A property that one of the two does not
     * know is an empty text.
     *
     * @param other the facts that are expected
     * @return true when every value of the other is a value here
     */
    public boolean holds(Facts other) {
        return other.values.entrySet().stream().allMatch(fact -> is(fact.getKey(), fact.getValue()));
    }

    /** Adds properties; where both have one, the other's value holds. */
    public Facts with(Facts more) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more.values);
        return new Facts(all);
    }

    /** Takes each value from another rendering, where that is the one that the database holds. */
    Facts withChoicesOf(Facts again, Facts live) {
        Map<String, String> chosen = new TreeMap<>(values);
        chosen.replaceAll((property, value) -> again.is(property, live.get(property)) ? again.get(property) : value);
        return new Facts(chosen);
    }
}
