package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.State;
import io.netraven.reliability.SampleSecrets;
import io.netraven.schema.testing.Template;
import java.sql.SQLException;
import java.util.List;

/** {@code init} of NetRaven itself, with a master key. */
enum Inits implements Operation {
    COLD("`init` on an empty database") {
        @Override
        public Database database() {
            return new Database();
        }

        @Override
        public void checkAnywhere(Database database) throws SQLException {
            if (State.of(database) == State.COMPLETE) {
                assertThat(keys(database)).isLessThanOrEqualTo(1);
            }
        }

        @Override
        public void checkCommitted(Database database, int commits) throws SQLException {
            assertThat(State.of(database)).isEqualTo(State.COMPLETE);
            assertThat(keys(database)).isEqualTo(commits - 1);
        }
    },
    KEY("`init` that makes the first data key") {
        @Override
        public Database database() {
            return new Database(Template.of(NetRavenSchema.model()));
        }

        @Override
        public void checkAnywhere(Database database) throws SQLException {
            assertThat(State.of(database)).isEqualTo(State.COMPLETE);
            assertThat(keys(database)).isLessThanOrEqualTo(1);
        }
    },
    WARM("`init` where all is there") {
        @Override
        public Database database() {
            return new Database(SampleSecrets.NONE);
        }

        @Override
        public void checkAnywhere(Database database) throws SQLException {
            checkComplete(database);
        }
    };

    private final String words;

    Inits(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public List<String> command() {
        return List.of("init");
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        assertThat(State.of(database)).isEqualTo(State.COMPLETE);
        assertThat(keys(database)).isEqualTo(1);
    }

    private static long keys(Database database) throws SQLException {
        return Long.parseLong(database.ask("SELECT count(*) FROM netraven.encryption_keys"));
    }
}
