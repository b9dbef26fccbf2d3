package io.netraven.reliability;

import java.util.Locale;

/** The kinds of faults, each a section of docs/reliability.md, in its order. The name is also a JUnit tag. */
public enum Area {
    NETWORK("The network"),
    PROCESS("Processes and servers"),
    FAILOVER("Fail-over"),
    CLUSTER("Patroni"),
    ACCESS("PgBouncer, TLS and SCRAM"),
    VERSIONS("PostgreSQL 14 to 18"),
    INPUT("Bad input"),
    LOAD("Many at once");

    private final String title;

    Area(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The profiles that its trials need. */
    String profiles() {
        return this == VERSIONS
                ? "reliability,postgresql-14,postgresql-15,postgresql-16,postgresql-17,postgresql-18"
                : "reliability";
    }

    /** The tag of its classes, and the word on the command line. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
