package io.netraven.credentials;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Tells a service what the store did. Whoever listens must not be able to stop what is listened to.
 *
 * @param listener the service's
 */
record Listening(Consumer<StoreEvent> listener) {

    /** Where nobody listens. */
    static final Listening NOBODY = new Listening(event -> {});

    void tell(StoreEvent event) {
        try {
            listener.accept(event);
        } catch (Exception | LinkageError | AssertionError e) {
            LoggerFactory.getLogger(Listening.class).warn("A listener to the store's events failed", e);
        }
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
