package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Sql;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecret;
import io.netraven.reliability.StoredSecrets;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Credentials whose data key is a year old come under a new one. */
record RotationOperation(Path folder) implements Operation {

    private static final int CREDENTIALS = 3_000;

    private static final Template FILLED = new Template("credentials_to_be_rotated", RotationOperation::fill);

    @Override
    public String name() {
        return "keys rotate";
    }

    @Override
    public Template before() {
        return FILLED;
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "keys",
                "rotate",
                "--older-than=30d",
                "--batch-rows=20",
                "--quiet",
                SampleSecrets.masterKeyOption(folder));
    }

    @Override
    public Left check(Target target) throws SQLException {
        try (Connection connection = target.dataSource().getConnection()) {
            Map<UUID, Boolean> keys = StoredSecrets.keys(connection);
            assertThat(keys.values()).as("active keys").containsOnlyOnce(true).hasSizeBetween(1, 2);
            List<StoredSecret> secrets = StoredSecrets.read(connection);
            SampleSecrets.areWhole(secrets, CREDENTIALS);
            return progress(keys, secrets);
        }
    }

    /** A credential was made in version 0: under the new key it is in version 1, or it was encrypted twice. */
    private static Left progress(Map<UUID, Boolean> keys, List<StoredSecret> secrets) {
        boolean activated = keys.size() == 2;
        SampleSecrets.areAll("written once where it is under the new key, else never", secrets, secret -> {
            boolean under = activated && keys.getOrDefault(secret.key(), false);
            return secret.version() == (under ? 1 : 0);
        });
        long written = secrets.stream().filter(secret -> secret.version() == 1).count();
        return !activated ? Left.AS_BEFORE : written == secrets.size() ? Left.COMPLETE : Left.ON_THE_WAY;
    }

    private static void fill(DataSource empty) {
        SampleSecrets.stored(CREDENTIALS).filling().accept(empty);
        try (Connection connection = empty.getConnection()) {
            Sql.execute(connection, "UPDATE netraven.encryption_keys SET activated_at = now() - interval '1 year'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
