package io.netraven.credentials;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How credentials fared, on all devices or on those that carry one tag. Immutable.
 *
 * @param credentials how many there are
 * @param active how many were tried in the last 30 days
 * @param quarantined how many are set aside
 * @param expired how many are past their time
 * @param successes accepted logins
 * @param failures rejected logins
 * @param best the one with the highest success rate among those with at least 3 attempts
 * @param worst the one with the lowest
 */
public record Statistics(
        long credentials,
        long active,
        long quarantined,
        long expired,
        long successes,
        long failures,
        Optional<Rated> best,
        Optional<Rated> worst) {

    /**
     * A credential and how it fared.
     *
     * @param credentialId its id
     * @param name its name
     * @param successes accepted logins
     * @param attempts accepted and rejected logins
     */
    public record Rated(UUID credentialId, String name, long successes, long attempts) {

        /**
         * Returns the share of accepted logins.
         *
         * @return 0 to 1
         */
        public double successRate() {
            return (double) successes / attempts;
        }
    }

    /**
     * Returns the share of accepted logins.
     *
     * @return 0 to 1, absent when nothing was tried
     */
    public OptionalDouble successRate() {
        long attempts = successes + failures;
        return attempts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) successes / attempts);
    }

    /**
     * Returns the share of rejected logins.
     *
     * @return 0 to 1, absent when nothing was tried
     */
    public OptionalDouble failureRate() {
        OptionalDouble success = successRate();
        return success.isEmpty() ? success : OptionalDouble.of(1 - success.getAsDouble());
    }
}
