package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probes find each privilege by itself, so that nothing a role may do goes unseen. */
@SuppressWarnings("NullAway.Init")
class AttemptsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private Roles roles;
    private String somebody;

    @BeforeEach
    void makeSomebody() throws SQLException {
        roles = Roles.in(database.current());
        somebody = roles.login(Roles.SOMEBODY);
        roles.execute("CREATE SCHEMA " + TableProbes.WORKBENCH);
        roles.execute("GRANT ALL ON SCHEMA " + TableProbes.WORKBENCH + " TO PUBLIC");
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT (name) ON netraven.tags   | tags INSERT name",
                "DELETE ON netraven.tags          | tags DELETE, tags LOCK",
                "CREATE ON SCHEMA netraven        | the namespace CREATE"
            })
    void findOnePrivilege(String privilege, String deeds) throws SQLException {
        roles.execute("GRANT " + privilege.strip() + " TO " + somebody);

        assertThat(found()).containsExactlyInAnyOrder(deeds.strip().split(", ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUNCATE ON netraven.tags        | tags TRUNCATE, tags LOCK",
                "TRUNCATE ON netraven.audit_logs  | audit_logs TRUNCATE, audit_logs LOCK",
                "REFERENCES ON netraven.tags      | tags REFERENCES",
                "REFERENCES (name) ON netraven.tags | tags REFERENCES",
                "TRIGGER ON netraven.tags         | tags TRIGGER"
            })
    @Tag("long")
    void findEveryPrivilege(String privilege, String deeds) throws SQLException {
        findOnePrivilege(privilege, deeds);
    }

    @Test
    void findThatAPrivilegeMayBeHandedOn() throws SQLException {
        roles.execute("GRANT UPDATE (name) ON netraven.tags TO " + somebody + " WITH GRANT OPTION");

        assertThat(found()).containsExactlyInAnyOrder("tags UPDATE name", "tags GRANT");
    }

    @Test
    void findWhatTheDatabaseLetsMake() throws SQLException {
        roles.execute("GRANT CREATE ON DATABASE " + database.name() + " TO " + somebody);

        assertThat(found()).containsExactly("the database CREATE");
    }

    @Test
    void findMaintenance() throws SQLException {
        assumeTrue(database.serverVersionMajor() >= 17, "MAINTAIN came with PostgreSQL 17");
        roles.execute("GRANT MAINTAIN ON netraven.tags TO " + somebody);

        assertThat(found()).containsExactlyInAnyOrder("tags LOCK", "tags REINDEX");
    }

    /** In words, less the right to name what is in the namespace, without which nothing can be found. */
    private SortedSet<String> found() throws SQLException {
        roles.execute("GRANT USAGE ON SCHEMA netraven TO " + somebody);
        List<Probe> probes = new ArrayList<>();
        try (Connection connection = database.connect()) {
            Table.all(connection).forEach(table -> probes.addAll(TableProbes.of(table, somebody)));
        }
        probes.addAll(Surroundings.probes(database.name(), List.of(roles.login(Roles.OWNER)), somebody));
        SortedSet<String> words = new TreeSet<>();
        try (Connection connection = roles.connect(Roles.SOMEBODY)) {
            for (Deed deed : Attempts.allowed(connection, probes)) {
                words.add((deed.object() + " " + deed.act() + " " + deed.column()).strip());
            }
        }
        words.remove(Surroundings.NAMESPACE + " " + Act.USAGE);
        return words;
    }
}
