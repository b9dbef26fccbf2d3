package io.netraven.launcher.internal.cli;

/** A person who can be asked for a secret, and who sees a progress bar. */
public interface Terminal {

    /** Nobody. */
    Terminal NOBODY = new Terminal() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public char[] ask(String question) {
            throw new IllegalStateException("There is nobody to ask");
        }
    };

    /** Whether there is a terminal. */
    boolean isThere();

    /** Asks for a secret, which is not shown while it is typed. The array is the caller's to overwrite. */
    char[] ask(String question);
}
