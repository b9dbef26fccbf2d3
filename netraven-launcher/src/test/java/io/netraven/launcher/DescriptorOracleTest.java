package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.sessions.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** EclipseLink reads the same annotations with a reader of its own: what both say must be the same. */
class DescriptorOracleTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass().initializedWith(NetRavenSchema::model);

    @Test
    void namesTheSameTablesAndColumns() throws SQLException {
        Set<String> described = descriptors().stream()
                .flatMap(descriptor ->
                        descriptor.getFields().stream().map(field -> field.getTableName() + "." + field.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).hasSizeGreaterThan(150).isEqualTo(ask("""
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                        WHERE table_schema = 'netraven' AND table_name <> 'schema_history'"""));
    }

    @Test
    void namesTheSamePrimaryKeys() throws SQLException {
        Set<String> described = descriptors().stream()
                .flatMap(descriptor -> descriptor.getPrimaryKeyFields().stream()
                        .map(field -> field.getTableName() + "." + field.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).hasSizeGreaterThan(18).isEqualTo(ask("""
                        SELECT r.relname || '.' || a.attname
                        FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                        JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY (c.conkey)
                        WHERE c.contype = 'p' AND r.relnamespace = 'netraven'::regnamespace
                            AND r.relname <> 'schema_history'"""));
    }

    @Test
    void namesTheSameJoinColumns() throws SQLException {
        Set<String> described = descriptors().stream()
                .flatMap(descriptor -> descriptor.getMappings().stream())
                .filter(OneToOneMapping.class::isInstance)
                .map(OneToOneMapping.class::cast)
                .flatMap(mapping -> mapping.getSourceToTargetKeyFields().entrySet().stream())
                .map(pair -> pair.getKey().getTableName() + "." + pair.getKey().getName() + " to "
                        + pair.getValue().getTableName() + "." + pair.getValue().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).hasSizeGreaterThan(15).isEqualTo(ask("""
                        SELECT r.relname || '.' || a.attname || ' to ' || t.relname || '.' || b.attname
                        FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
                        JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
                        JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = c.confkey[1]
                        WHERE c.contype = 'f' AND r.relnamespace = 'netraven'::regnamespace"""));
    }

    private static Set<ClassDescriptor> descriptors() {
        try (EntityManagerFactory factory = NetRavenModel.persistenceConfiguration(database.dataSource(), "netraven")
                .property("eclipselink.logging.level", "WARNING")
                .createEntityManagerFactory()) {
            return factory.unwrap(Session.class).getDescriptors().values().stream()
                    .filter(descriptor -> NetRavenModel.entityClasses().contains(descriptor.getJavaClass()))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> ask(String sql) throws SQLException {
        Set<String> values = new TreeSet<>();
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
