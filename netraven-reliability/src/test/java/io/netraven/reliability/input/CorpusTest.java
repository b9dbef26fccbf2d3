package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Database;
import io.netraven.schema.testing.Template;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that ever failed, and the seeds of the fuzzer, in every build. */
class CorpusTest {

    @Test
    void everyInputHoldsItsProperty() throws Exception {
        List<String> failures = new ArrayList<>();
        try (Database database = new Database(Template.of(NetRavenSchema.model()))) {
            for (Target target : Target.values()) {
                try (Property property = target.open(database.scratch().dataSource())) {
                    for (byte[] input : Corpus.of(target)) {
                        try {
                            property.check(input);
                        } catch (Exception | Error e) {
                            failures.add(target + " " + Corpus.encode(input) + ": " + e);
                        }
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void everyTargetHasSeveral() {
        for (Target target : Target.values()) {
            assertThat(Corpus.of(target)).as(target.word()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void anInputIsALine() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(Corpus.encode(every)).doesNotContain("\n", "\r").isPrintable();
        assertThat(Corpus.decode(Corpus.encode(every))).isEqualTo(every);
        assertThat(Corpus.encode("a\\n\n\t".getBytes(UTF_8))).isEqualTo("a\\\\n\\n\\x09");
    }
}
