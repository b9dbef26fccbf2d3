package io.netraven.reliability.input;

import java.io.IOException;

/** What has to hold for every input of a kind. For one thread. */
interface Property extends AutoCloseable {

    /** Tries an input. Whatever this throws says that the property does not hold. */
    void check(byte[] input) throws Exception;

    @Override
    default void close() throws IOException {}
}
