package com.example.waiting;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.ServiceStatus;
import java.time.Duration;
import java.util.Map;

/** May change rows and nothing else; somebody else runs {@code init}. */
public final class Collector implements AutoCloseable {

    private final NetRaven netRaven;

    public Collector(Map<String, String> environment, Duration patience) {
        netRaven = NetRaven.startWhenReady(Configuration.builder()
                .environment(environment)
                .waitAtMost(patience)
                .build());
    }

    /** For the readiness probe. */
    public ServiceStatus status() {
        return netRaven.status();
    }

    @Override
    public void close() {
        netRaven.close();
    }

    /** Goes on while the database is away, and says so. */
    public static void main(String[] args) throws InterruptedException {
        try (Collector collector = new Collector(System.getenv(), Duration.ofMinutes(5))) {
            while (true) {
                collector.status().problems().forEach(System.err::println);
                Thread.sleep(10_000);
            }
        }
    }
}
