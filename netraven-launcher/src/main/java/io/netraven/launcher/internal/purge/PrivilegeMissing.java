package io.netraven.launcher.internal.purge;

/** The role may not delete what is past its retention. Nothing was deleted. */
public final class PrivilegeMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PrivilegeMissing(String message) {
        super(message);
    }
}
