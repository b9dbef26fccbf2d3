package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.backup.Retention.Decision;
import io.netraven.launcher.internal.backup.Retention.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deleted is past its time by every clock; the newest proven backup and the one just made never are. */
final class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");
    private static final ServerIdentity SERVER = new ServerIdentity("7", "db.example.org:5432");

    private static BackupRecord record(Instant time, long sequence, boolean proven) {
        return new BackupRecord(time, sequence, SERVER, "netraven", "15.8", "15.8", "1", 1, 1, proven, Map.of());
    }

    private static Entry entry(int daysAgo, long sequence) {
        return new Entry("d" + daysAgo, record(NOW.minus(daysAgo, ChronoUnit.DAYS), sequence, false));
    }

    private static List<Entry> daily(int... daysAgo) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < daysAgo.length; i++) {
            entries.add(entry(daysAgo[i], daysAgo.length - i));
        }
        return entries;
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 'd0 d1 d2'",
        "0, 5, 'd0 d1 d2 d4'",
        "2, 5, 'd0 d1'",
        "0, 0, 'd0 d1 d2 d4 d8 d16'",
        "1, 1, 'd0'",
        "0, 1, 'd0 d1 d2'"
    })
    void goesByCountAndAgeAndKeepsThree(int count, int days, String kept) {
        List<Entry> all = daily(0, 1, 2, 4, 8, 16);

        Decision decision = new Retention(count, days).decide(all, "d0", NOW, NOW);

        List<String> left = new ArrayList<>(all.stream().map(Entry::name).toList());
        left.removeAll(decision.names());
        assertThat(String.join(" ", left)).isEqualTo(kept);
    }

    @Test
    void deletesNothingForItsAgeWhereTheServersClockSaysOtherwise() {
        Decision decision =
                new Retention(0, 30).decide(daily(0, 40, 41, 42, 43), "d0", NOW, NOW.minus(400, ChronoUnit.DAYS));

        assertThat(decision.names()).isEmpty();
        assertThat(decision.remark())
                .hasValueSatisfying(remark -> assertThat(remark).contains("clock"));
    }

    @Test
    void deletesNothingForItsAgeAfterALongPause() {
        assertThat(new Retention(0, 30)
                        .decide(daily(0, 40, 41, 42, 43), "d0", NOW, NOW)
                        .names())
                .isEmpty();
    }

    @Test
    void deletesNothingForItsAgeBesideABackupFromTheFuture() {
        Decision decision = new Retention(0, 30).decide(daily(0, -9, 1, 2, 3, 99), "d0", NOW, NOW);

        assertThat(decision.names()).isEmpty();
        assertThat(decision.remark())
                .hasValueSatisfying(remark -> assertThat(remark).contains("d-9", "future"));
    }

    @Test
    void theCountGoesByTheSequenceAndNotByTheTime() {
        List<Entry> all = List.of(entry(0, 1), entry(-1, 2), entry(5, 3));

        assertThat(new Retention(2, 0).decide(all, "d5", NOW, NOW).names()).containsExactly("d0");
    }

    /** Clocks that jump, restarts, proofs: whatever happened, the newest proven one and the new one stay. */
    @Test
    void theNewestProvenBackupIsAlwaysThere() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Retention retention = new Retention(random.nextInt(6), random.nextInt(40));
            List<Entry> folder = new ArrayList<>();
            Instant real = NOW;
            for (int run = 1; run <= 30; run++) {
                real = real.plus(Duration.ofHours(random.nextInt(1, 60)));
                Duration wrong = random.nextInt(5) == 0 ? Duration.ofDays(random.nextInt(-500, 500)) : Duration.ZERO;
                Duration serverWrong = random.nextInt(8) == 0 ? wrong : Duration.ZERO;
                Instant now = real.plus(wrong);
                long sequence = folder.stream()
                                .mapToLong(each -> each.record().sequence())
                                .max()
                                .orElse(0)
                        + 1;
                Entry made = new Entry("n" + run, record(now, sequence, random.nextInt(7) == 0));
                folder.add(made);
                List<Entry> before = List.copyOf(folder);

                Decision decision = retention.decide(folder, made.name(), now, real.plus(serverWrong));
                folder.removeIf(each -> decision.names().contains(each.name()));

                assertThat(folder).as("seed " + seed).contains(made);
                before.stream()
                        .filter(each -> each.record().proven())
                        .max(Comparator.comparing(each -> each.record().sequence()))
                        .ifPresent(proven -> assertThat(folder).contains(proven));
                long least = Math.min(
                        before.size(),
                        retention.count() == 0 ? Retention.LEAST : Math.min(retention.count(), Retention.LEAST));
                assertThat(folder.size()).isGreaterThanOrEqualTo((int) least);
                if (decision.remark().isPresent() && retention.count() == 0) {
                    assertThat(decision.names()).isEmpty();
                }
            }
        }
    }

    @Test
    void recordsComeBackAsTheyWereWritten() throws Exception {
        BackupRecord record = new BackupRecord(
                NOW, 42, SERVER, "R&D \"x\"", "15.8 (Debian)", "17.2", "1.0", 5, 6, true, Map.of("comment", "a\nb"));
        var file = java.nio.file.Files.createTempFile("record", ".json");
        try {
            java.nio.file.Files.writeString(file, RecordFile.text(record));
            assertThat(RecordFile.read(file)).contains(record);
            for (String damaged : List.of(
                    "", "{", "[]", "{\"format\":2}", RecordFile.text(record).substring(9))) {
                java.nio.file.Files.writeString(file, damaged);
                assertThat(RecordFile.read(file)).as(damaged).isEmpty();
            }
        } finally {
            java.nio.file.Files.delete(file);
        }
        assertThat(IntStream.of(record.serverMajor())).containsExactly(15);
    }
}
