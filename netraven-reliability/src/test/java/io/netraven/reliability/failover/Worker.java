package io.netraven.reliability.failover;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one kind of work again and again, and keeps what was acknowledged, and what was not. */
final class Worker extends Thread {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int PAUSE_MILLIS = 5;

    private final Consumer<String> work;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private volatile long lastBegun = Long.MIN_VALUE;
    private volatile boolean finished;

    Worker(String kind, Consumer<String> work) {
        super(kind);
        this.work = work;
        setDaemon(true);
    }

    @Override
    public void run() {
        for (int number = 0; !finished; number++) {
            String name = getName() + "-" + number;
            long begin = System.nanoTime();
            try {
                work.accept(name);
                acknowledged.add(name);
                lastBegun = begin;
            } catch (RuntimeException e) {
                log.debug("{}", name, e);
                doubtful.add(name);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasAcknowledgedSince(long nanoTime) {
        return lastBegun != Long.MIN_VALUE && lastBegun - nanoTime >= 0;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    Set<String> doubtful() {
        return doubtful;
    }

    void finish() {
        finished = true;
    }
}
