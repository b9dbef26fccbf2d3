package io.netraven.schema.internal.comparison;

import io.netraven.schema.Mend;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.Severity;
import io.netraven.schema.internal.catalog.Facts;
import java.util.Arrays;

/** Why the server refuses ordinary statements on a table that is as the model asks. Each is a property of a live object. */
enum Refusal {
    /** Foreign keys are checked in the name of the owner of the table that is read. */
    RIGHTS_OF_OWNER("missing rights of the owner", "none"),
    /** What a publication needs of the table to publish updates and deletions. */
    PUBLICATIONS("refused by publications", "none"),
    /** A sequence gives values that the column holds already, or no more values. */
    SEQUENCE("next value", "a free one"),
    /** What this login needs. */
    RIGHTS_OF_LOGIN("missing rights of this login", "none");

    private final String property;
    private final String expected;

    Refusal(String property, String expected) {
        this.property = property;
        this.expected = expected;
    }

    String property() {
        return property;
    }

    /** Returns what there is where the server refuses nothing. */
    String expected() {
        return expected;
    }

    /** Returns how much it matters: what a login needs is known only of the owner. */
    Severity severity(Facts live) {
        return this == RIGHTS_OF_LOGIN && live.is("login is the owner", "no") ? Severity.TOLERATED : Severity.BREAKING;
    }

    /** Returns the SQL that ends it. */
    Mend fix(Facts live) {
        String sql = live.get(property + " fix");
        String hazard = live.get(property + " hazard");
        return hazard.isEmpty() ? Mend.additive(sql) : Mend.hazardous(hazard, sql);
    }

    /** Tells whether a difference is one of these. */
    static boolean isIn(SchemaDifference difference) {
        return Arrays.stream(values()).anyMatch(cause -> cause.property.equals(difference.property()));
    }
}
