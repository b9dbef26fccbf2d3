package io.netraven.model;

import java.util.List;

/** The only list of NetRaven's entity classes. */
public final class NetRavenModel {

    private NetRavenModel() {}

    /**
     * Returns the entity classes.
     *
     * @return an immutable list
     */
    public static List<Class<?>> entityClasses() {
        return List.of();
    }
}
