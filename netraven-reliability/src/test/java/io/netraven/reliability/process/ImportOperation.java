package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecret;
import io.netraven.reliability.StoredSecrets;
import io.netraven.schema.testing.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Credentials come from a file.
 *
 * @param folder of the file
 * @param batch records of a transaction, or zero for a single transaction
 */
record ImportOperation(Path folder, int batch) implements Operation {

    static final int BATCH = 50;

    private static final int CREDENTIALS = 4_000;

    @Override
    public String name() {
        return batch == 0 ? "credentials import" : "credentials import --batch-rows " + batch;
    }

    @Override
    public Template before() {
        return SampleSecrets.NONE;
    }

    @Override
    public List<String> arguments() {
        Path file = folder.resolve("credentials.json");
        try {
            // Once: another run may be in the middle of reading it.
            if (!Files.exists(file)) {
                Files.write(file, SampleSecrets.json(CREDENTIALS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of("credentials", "import", "--in=" + file));
        arguments.addAll(List.of("--create-tags", "--skip-duplicates", SampleSecrets.masterKeyOption(folder)));
        if (batch > 0) {
            arguments.add("--batch-rows=" + batch);
        }
        return arguments;
    }

    @Override
    public Left check(Target target) throws SQLException {
        try (Connection connection = target.dataSource().getConnection()) {
            List<StoredSecret> secrets = StoredSecrets.read(connection);
            assertThat(secrets.size() % (batch == 0 ? CREDENTIALS : batch))
                    .as("credentials of a batch that is not whole, of " + secrets.size())
                    .isZero();
            SampleSecrets.areWhole(secrets, secrets.size());
            SampleSecrets.areAll("written once", secrets, secret -> secret.version() == 0);
            return secrets.isEmpty() ? Left.AS_BEFORE : secrets.size() == CREDENTIALS ? Left.COMPLETE : Left.ON_THE_WAY;
        }
    }
}
