package com.example.inventory;

import com.zaxxer.hikari.HikariDataSource;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaModel;
import java.util.List;

/** Keeps racks in NetRaven's database, on a pool of its own. */
public final class Inventory implements AutoCloseable {

    private static final List<Class<?>> ENTITIES = List.of(Rack.class);

    private final HikariDataSource pool = new HikariDataSource();
    private final NetRaven netRaven;

    public Inventory(String jdbcUrl, String user, String password) {
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.addDataSourceProperty("socketTimeout", "600");
        pool.addDataSourceProperty("prepareThreshold", "0");
        SchemaModel model = SchemaModel.named("inventory", "1.0")
                .include(NetRavenSchema.model())
                .entities(ENTITIES)
                .build();
        try {
            netRaven = NetRaven.start(Configuration.builder()
                    .dataSource(pool)
                    .model(model, ENTITIES)
                    .build());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public void add(String rack) {
        netRaven.entityManagerFactory().runInTransaction(entities -> entities.persist(new Rack(rack)));
    }

    public List<String> racks() {
        return netRaven.entityManagerFactory()
                .callInTransaction(
                        entities -> entities.createQuery("SELECT r.name FROM Rack r ORDER BY r.name", String.class)
                                .getResultList());
    }

    @Override
    public void close() {
        try {
            netRaven.close();
        } finally {
            pool.close();
        }
    }
}
