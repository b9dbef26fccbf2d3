package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Statistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code credentials stats}: tell how credentials fared. */
final class CredentialsStatsCommand extends StoreCommand {

    CredentialsStatsCommand() {
        super(
                "credentials stats",
                "tell how credentials fared, on all devices or on those of a tag",
                """
                Only accepted and rejected logins count. Best and worst are among those with at least 3 of them.""",
                "--tag core-routers",
                CliOption.storeAnd(CliOption.TAG));
    }

    @Override
    Answer answer(StoreAccess access) {
        Optional<String> tag = access.arguments().value(CliOption.TAG);
        Optional<UUID> tagId = tag.map(name -> access.lookup().tag(name));
        Statistics statistics = tagId.isPresent()
                ? access.store().statistics(tagId.get())
                : access.store().statistics();
        return text(statistics).field("tag", tagId);
    }

    /** The figures. */
    static Answer text(Statistics statistics) {
        Answer answer = Answer.plain()
                .line("credentials", statistics.credentials() + ", " + statistics.active() + " tried in 30 days")
                .line("set aside", statistics.quarantined() + " quarantined, " + statistics.expired() + " expired")
                .line(
                        "logins",
                        statistics.successes() + " accepted, " + statistics.failures() + " rejected"
                                + percent(statistics.successRate()));
        statistics.best().ifPresent(rated -> answer.line("best", rated(rated)));
        statistics.worst().ifPresent(rated -> answer.line("worst", rated(rated)));
        return answer.fields(fields(statistics));
    }

    private static String rated(Statistics.Rated rated) {
        return rated.name() + ", " + rated.successes() + " of " + rated.attempts();
    }

    private static String percent(OptionalDouble rate) {
        return rate.isEmpty() ? "" : String.format(Locale.ROOT, " (%.1f %% accepted)", 100 * rate.getAsDouble());
    }

    private static Map<String, @Nullable Object> fields(Statistics statistics) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("credentials", statistics.credentials());
        fields.put("active", statistics.active());
        fields.put("quarantined", statistics.quarantined());
        fields.put("expired", statistics.expired());
        fields.put("successes", statistics.successes());
        fields.put("failures", statistics.failures());
        OptionalDouble rate = statistics.successRate();
        fields.put("successRate", rate.isEmpty() ? null : rate.getAsDouble());
        fields.put("best", statistics.best().map(CredentialsStatsCommand::fields));
        fields.put("worst", statistics.worst().map(CredentialsStatsCommand::fields));
        return fields;
    }

    private static Map<String, Object> fields(Statistics.Rated rated) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", rated.credentialId());
        fields.put("name", rated.name());
        fields.put("successes", rated.successes());
        fields.put("attempts", rated.attempts());
        return fields;
    }
}
