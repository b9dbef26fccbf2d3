package io.netraven.credentials;

import java.time.Duration;

/**
 * What keeps accounts from being locked. All services on a database should have the same. Immutable.
 *
 * @param rejections how many rejected logins one user name may have on one device within the window, over all
 *     credentials that carry it; 1 to 1,000
 * @param window how long a rejected login counts, more than zero
 * @param rejectingDevices after how many devices in a row that rejected it a credential is set aside, at least 1
 */
public record LoginPolicy(int rejections, Duration window, int rejectingDevices) {

    /** Two rejections in 15 minutes, five devices. */
    public static final LoginPolicy DEFAULT = new LoginPolicy(2, Duration.ofMinutes(15), 5);

    private static final int MOST = 1_000;

    /**
     * Checks the numbers.
     *
     * @throws CredentialException.Invalid when one of them is not within its limits
     */
    public LoginPolicy {
        if (rejections < 1 || rejections > MOST || rejectingDevices < 1) {
            throw new CredentialException.Invalid(
                    "A login policy allows 1 to " + MOST + " rejections and at least one rejecting device");
        }
        if (window.isNegative() || window.isZero()) {
            throw new CredentialException.Invalid("The window of a login policy is longer than nothing");
        }
    }
}
