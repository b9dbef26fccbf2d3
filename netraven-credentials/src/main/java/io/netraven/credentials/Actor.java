package io.netraven.credentials;

import java.util.Locale;

/**
 * Who acts, for the audit log. Immutable.
 *
 * @param kind what kind of actor
 * @param name id or name, at most 255 characters
 */
public record Actor(Kind kind, String name) {

    /** Kinds of actors. */
    public enum Kind {
        /** A person, whom a service acts for. */
        USER,
        /** The foundation itself, or its command line. */
        SYSTEM,
        /** A service. */
        SERVICE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAXIMUM_LENGTH = 255;

    /**
     * Refuses a name that is blank or too long.
     *
     * @throws CredentialException.Invalid when it is blank or longer than 255 characters
     */
    public Actor {
        if (name.isBlank() || name.length() > MAXIMUM_LENGTH) {
            throw new CredentialException.Invalid(
                    "The actor's name is blank or longer than " + MAXIMUM_LENGTH + " characters: name who acts");
        }
    }

    /**
     * Names a service.
     *
     * @param name its name
     * @return the actor
     * @throws CredentialException.Invalid when the name is blank or longer than 255 characters
     */
    public static Actor service(String name) {
        return new Actor(Kind.SERVICE, name);
    }

    /**
     * Names a person.
     *
     * @param name id or name
     * @return the actor
     * @throws CredentialException.Invalid when the name is blank or longer than 255 characters
     */
    public static Actor user(String name) {
        return new Actor(Kind.USER, name);
    }

    /**
     * Names a part of the foundation.
     *
     * @param name its name
     * @return the actor
     * @throws CredentialException.Invalid when the name is blank or longer than 255 characters
     */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }
}
