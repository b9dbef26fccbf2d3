package io.netraven.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.CredentialException;
import io.netraven.credentials.KeyInfo;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.Rotation;
import io.netraven.credentials.RotationReport;
import io.netraven.credentials.testing.TestKeys;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Makes one new data key after the other, brings everything under it, and retires what no row is under any more.
 *
 * @param dataSource connections
 * @param random how long it rests
 * @param goesOn whether to go on
 */
record Rotator(DataSource dataSource, Random random, BooleanSupplier goesOn) implements Callable<Integer> {

    private static final int LONGEST_REST_MILLIS = 2_000;

    /** Rotates, and returns how often. */
    @Override
    public Integer call() throws InterruptedException {
        int rotations = 0;
        Keyring keyring =
                Keyring.builder(dataSource).masterKey(TestKeys.masterKey()).build();
        while (goesOn.getAsBoolean()) {
            RotationReport report = keyring.rotate(Rotation.now().withBatchRows(10));
            assertThat(report.passedOverRows()).isZero();
            rotations++;
            retireOldest(keyring);
            Thread.sleep(random.nextInt(LONGEST_REST_MILLIS));
        }
        return rotations;
    }

    private static void retireOldest(Keyring keyring) {
        List<KeyInfo> keys = keyring.status().keys();
        if (keys.size() > 3) {
            try {
                keyring.retire(keys.get(0).id());
            } catch (CredentialException.KeyInUse | CredentialException.NotFound e) {
                // Another rotator was faster, or has not come to its rows yet.
            }
        }
    }
}
