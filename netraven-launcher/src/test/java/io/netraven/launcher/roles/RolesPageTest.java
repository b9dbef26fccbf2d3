package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page's matrix is what the model grants, and what the server allows those who log in as members of the roles. */
@SuppressWarnings("NullAway.Init")
class RolesPageTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass();

    private static Roles roles;
    private static List<Table> tables;
    private static List<Probe> probes;

    @BeforeAll
    static void initialize() throws SQLException, IOException {
        roles = Roles.in(database.current()).initialized();
        roles.execute("CREATE SCHEMA " + TableProbes.WORKBENCH);
        roles.execute("GRANT ALL ON SCHEMA " + TableProbes.WORKBENCH + " TO PUBLIC");
        try (Connection connection = database.connect()) {
            tables = Table.all(connection);
        }
        String somebody = roles.login(Roles.SOMEBODY);
        probes = new ArrayList<>();
        tables.forEach(table -> probes.addAll(TableProbes.of(table, somebody)));
        probes.addAll(Surroundings.probes(
                database.name(), Roles.MANAGED.stream().map(roles::name).toList(), somebody));
        if (Boolean.getBoolean("netraven.docs.write")) {
            new RolesPage(RolesPage.read().head(), RoleMatrix.of(tables, granted())).write();
        }
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        roles.close();
    }

    @Test
    void showsWhatTheModelGrants() throws IOException {
        assertThat(RoleMatrix.of(tables, granted()))
                .as("docs/roles.md; CONTRIBUTING.md says how it is written anew")
                .isEqualTo(RolesPage.read().matrix());
    }

    @Test
    void showsWhatTheServerAllows() throws SQLException, IOException {
        Map<String, SortedSet<Deed>> allowed = new LinkedHashMap<>();
        for (String word : Roles.MANAGED) {
            allowed.put(word, allowed(word));
        }
        assertThat(RoleMatrix.of(tables, allowed)).isEqualTo(RolesPage.read().matrix());
    }

    @Test
    void leavesOutTheOwnerWhoMayDoEverything() throws SQLException {
        SortedSet<Deed> denied = new TreeSet<>();
        probes.forEach(probe -> denied.add(probe.deed()));
        denied.removeAll(allowed(Roles.OWNER));

        assertThat(denied).isEmpty();
    }

    @Test
    void leavesOutEverybodyElseWhoMayDoNothing() throws SQLException {
        assertThat(allowed(Roles.SOMEBODY)).isEmpty();
    }

    @Test
    void isOfEveryTableAndEveryRoleOfTheModel() {
        SchemaModel model = NetRavenSchema.model();
        assertThat(tables).extracting(Table::name).isEqualTo(model.tableNames()).hasSize(19);
        assertThat(model.roles()).containsExactlyElementsOf(Roles.MANAGED);
    }

    private static Map<String, SortedSet<Deed>> granted() {
        Map<String, SortedSet<Deed>> granted = new LinkedHashMap<>();
        for (String word : Roles.MANAGED) {
            granted.put(word, GrantedDeeds.of(NetRavenSchema.model(), word, tables));
        }
        return granted;
    }

    private static SortedSet<Deed> allowed(String word) throws SQLException {
        try (Connection connection = roles.connect(word)) {
            return Attempts.allowed(connection, probes);
        }
    }
}
