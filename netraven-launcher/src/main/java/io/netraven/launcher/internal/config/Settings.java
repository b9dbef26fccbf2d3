package io.netraven.launcher.internal.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings, checked.
 *
 * @param endpoint the database, absent where a service brings its own data source
 * @param namespace where the tables are
 * @param roles the roles to make and verify, by the model's word for each
 * @param waitAtMost how long to wait for the database, absent for ever
 * @param lockTimeout how long to wait for another starter or a table's lock
 * @param statementTimeout how long one statement may take
 * @param accessGrace how long a refused login is tried again
 * @param strict whether tolerated differences are refused
 * @param extensions whether the model's extensions are made
 * @param model the file with a service's model, absent for NetRaven's own; only the command line has it
 * @param poolSize the most connections of the pool
 * @param auditRetention how long audit records are kept, absent for ever; only the command line has it
 * @param historyRetention how long the schema's history is kept, likewise
 * @param encryptionKey the master key of the credential store, absent where there is none or it is not asked for
 * @param previousEncryptionKey the master key before, while it is changed
 */
public record Settings(
        Optional<Endpoint> endpoint,
        String namespace,
        Map<String, String> roles,
        Optional<Duration> waitAtMost,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration accessGrace,
        boolean strict,
        boolean extensions,
        Optional<String> model,
        int poolSize,
        Optional<Retention> auditRetention,
        Optional<Retention> historyRetention,
        Optional<Secret> encryptionKey,
        Optional<Secret> previousEncryptionKey) {

    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    /**
     * How long an answer may take before the connection counts as lost; zero for ever. The server ends a statement at its
     * time-out: where it says nothing even then, the network or it is gone.
     */
    public Duration longestSilence() {
        return statementTimeout.isZero() ? Duration.ZERO : statementTimeout.plus(MARGIN);
    }

    /** How long a transaction may be idle before the server ends it: less than others wait for its locks. */
    public Duration longestIdle() {
        Duration half = lockTimeout.dividedBy(2);
        return half.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : half;
    }
}
