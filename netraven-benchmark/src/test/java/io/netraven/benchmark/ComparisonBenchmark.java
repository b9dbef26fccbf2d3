package io.netraven.benchmark;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.internal.catalog.CatalogReader;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.comparison.Mending;
import io.netraven.schema.internal.comparison.SchemaComparison;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The pure comparison of two catalogues, equal or without their indexes, and the reading of one. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ComparisonBenchmark {

    /** The system property with the JDBC URL of an initialised database. */
    static final String URL = "bench.url";

    private Connection connection;
    private CatalogReader reader;
    private Mending mending;
    private CatalogSnapshot expected;
    private CatalogSnapshot whole;
    private CatalogSnapshot withoutIndexes;

    /** Reads the catalogue. */
    @Setup
    public void read() throws SQLException {
        connection = DriverManager.getConnection(System.getProperty(URL));
        connection.setAutoCommit(false);
        CatalogScope scope = scope();
        reader = new CatalogReader(connection, scope);
        mending = new Mending(scope, List.of(), object -> "", "owner");
        // Read twice, as in earnest: of the same text twice nothing is compared.
        expected = reader.live();
        whole = reader.live();
        withoutIndexes = whole.without(object -> object.kind() == ObjectKind.INDEX);
    }

    /** Gives the connection back. */
    @TearDown
    public void close() throws SQLException {
        connection.close();
    }

    static CatalogScope scope() {
        SchemaModel model = NetRavenSchema.model();
        return new CatalogScope("netraven", model.tableNames(), List.of("pgcrypto"), "", List.of());
    }

    @Benchmark
    public CatalogSnapshot reading() throws SQLException {
        return reader.live();
    }

    @Benchmark
    public List<SchemaDifference> equal() {
        return SchemaComparison.compare(expected, expected, whole, mending);
    }

    @Benchmark
    public List<SchemaDifference> withoutIndexes() {
        return SchemaComparison.compare(expected, expected, withoutIndexes, mending);
    }
}
