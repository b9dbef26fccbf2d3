package io.netraven.schema.internal.failure;

import java.util.List;
import java.util.Set;

/**
 * The refusals of PgBouncer that no waiting changes. It has one SQLSTATE for its own refusals and for those of the
 * server behind it, so its text has to tell: the pooler never translates its own. From {@code disconnect_client} in the
 * sources of PgBouncer 1.9 to 1.25.
 */
final class PoolerRefusal {

    /** Whole messages: the server's own, such as that of a wrong password, begin alike and say more. */
    private static final Set<String> MESSAGES = Set.of(
            "no such user",
            "password authentication failed",
            "SASL authentication failed",
            "PAM authentication failed",
            "LDAP authentication failed",
            "certificate authentication failed",
            "\"trust\" authentication failed",
            "auth failed",
            "login rejected",
            "unix socket login rejected",
            "no authentication method is found",
            "client selected an invalid SASL authentication mechanism",
            "empty password returned by client",
            "username too long",
            "password too long",
            "no username supplied",
            "SSL required",
            "TLS connection required",
            "TLS client certificate required",
            "TLS certificate name mismatch",
            "ldap is not supported by this build",
            "auth_ldap_options is null",
            "bouncer config error",
            "not allowed");

    private static final List<String> BEGINNINGS = List.of(
            "no such database: ",
            "no such user: ",
            "unsupported startup parameter: ",
            "unsupported startup parameter in options: ",
            "unsupported options startup parameter: ");

    private PoolerRefusal() {}

    static boolean isFinal(String message) {
        return MESSAGES.contains(message) || BEGINNINGS.stream().anyMatch(message::startsWith);
    }
}
