package com.example.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.netraven.credentials.StoreEvent;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Whatever takes the data source, such as JPA, starts after the init step. */
@Configuration
class NetRavenConfiguration {

    /** The settings of NetRaven are those under {@code netraven.settings}, by the names of its environment variables. */
    @Bean
    NetRaven netRaven(Environment environment, MeterRegistry meters) {
        Map<String, String> settings = Binder.get(environment)
                .bind("netraven.settings", Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of);
        SchemaModel model = SchemaModel.named("sightings", "1.0")
                .include(NetRavenSchema.model())
                .entities(List.of(Sighting.class))
                .build();
        return NetRaven.start(io.netraven.launcher.Configuration.builder()
                .environment(settings.entrySet().stream()
                        .collect(Collectors.toMap(setting -> variable(setting.getKey()), Map.Entry::getValue)))
                .model(model, List.of())
                .listener(event -> count(event, meters))
                .build());
    }

    /** Spring has {@code postgres-host} from a file, and {@code postgres.host} from a variable of the environment. */
    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    private static void count(StoreEvent event, MeterRegistry meters) {
        meters.counter("netraven.store", "event", event.getClass().getSimpleName())
                .increment();
    }

    /** NetRaven closes its pool itself. */
    @Bean(destroyMethod = "")
    DataSource dataSource(NetRaven netRaven) {
        return netRaven.dataSource();
    }

    @Bean
    HealthIndicator netRavenHealthIndicator(NetRaven netRaven) {
        return () -> {
            List<String> problems = netRaven.status().problems();
            return problems.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("problems", problems).build();
        };
    }
}
