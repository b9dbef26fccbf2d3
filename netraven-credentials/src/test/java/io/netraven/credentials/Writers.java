package io.netraven.credentials;

import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Threads, each with a store of its own, that add, change and delete credentials and record results, and write it into a
 * journal, until they are stopped. Each changes its own part of the credentials, so that it knows what each must hold.
 */
final class Writers implements AutoCloseable {

    private static final int COUNT = 4;

    private final DataSource dataSource;
    private final Journal journal;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<Future<@Nullable Void>> running = new ArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean stopped;

    private Writers(DataSource dataSource, Journal journal) {
        this.dataSource = dataSource;
        this.journal = journal;
    }

    static Writers start(DataSource dataSource, Journal journal, List<UUID> ids, long seed) throws Exception {
        Writers writers = new Writers(dataSource, journal);
        UUID device = SampleData.in(dataSource).device("device-" + seed);
        for (int i = 0; i < COUNT; i++) {
            List<UUID> own = new ArrayList<>();
            for (int each = i; each < ids.size(); each += COUNT) {
                own.add(ids.get(each));
            }
            Random random = new Random(seed * COUNT + i);
            writers.running.add(writers.threads.submit(() -> {
                writers.run(own, device, random);
                return null;
            }));
        }
        writers.awaitMore(COUNT);
        return writers;
    }

    private void run(List<UUID> own, UUID device, Random random) {
        try (CredentialStore store = TestKeys.openStore(dataSource)) {
            while (!stopped) {
                int which = random.nextInt(own.size());
                switch (random.nextInt(8)) {
                    case 0 -> own.add(add(store, random));
                    case 1 -> delete(store, own, which);
                    case 2 -> store.record(own.get(which), device, null, Outcome.ACCEPTED);
                    case 3 -> store.record(own.get(which), device, null, Outcome.REJECTED);
                    default -> change(store, own.get(which), random);
                }
                writes.incrementAndGet();
            }
        }
    }

    private UUID add(CredentialStore store, Random random) {
        Map<SecretPart, String> secrets = Journal.secrets(random.nextInt(1_000));
        NewCredential.Builder credential = NewCredential.named("added-" + UUID.randomUUID(), "backup");
        secrets.forEach((part, text) -> credential.secret(part, Secret.ofString(text)));
        UUID id = store.add(credential.build());
        journal.added(id, secrets, 0);
        return id;
    }

    private void delete(CredentialStore store, List<UUID> own, int which) {
        UUID id = own.remove(which);
        if (!store.delete(id)) {
            throw new IllegalStateException("The credential " + id + " was gone");
        }
        journal.deleted(id);
    }

    /** One secret of several, so that the others are sealed anew with it. */
    private void change(CredentialStore store, UUID id, Random random) {
        SecretPart part = random.nextBoolean() ? SecretPart.PASSWORD : SecretPart.ENABLE_PASSWORD;
        String text = "changed-" + random.nextInt();
        store.update(id, new CredentialChange().secret(part, Secret.ofString(text)));
        journal.changed(id, part, text);
    }

    long writes() {
        return writes.get();
    }

    /** Waits until so many writes more are committed. */
    void awaitMore(int count) throws Exception {
        long enough = writes() + count;
        Await.until(() -> writes() >= enough || running.stream().anyMatch(Future::isDone));
    }

    /** Stops them; throws what one of them failed with. */
    void stop() throws Exception {
        stopped = true;
        for (Future<@Nullable Void> each : running) {
            each.get();
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
