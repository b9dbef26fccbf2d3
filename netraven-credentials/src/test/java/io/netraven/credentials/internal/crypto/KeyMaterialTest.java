package io.netraven.credentials.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyMaterialTest {

    /** A store that is closed while another thread writes must not let it encrypt under zeros. */
    @Test
    void givesAllOfItselfOrNothingWhileItIsOverwritten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<byte[]> torn = new ArrayList<>();
        try {
            for (int i = 0; i < 20_000; i++) {
                KeyMaterial key = KeyMaterial.random(new SecureRandom());
                byte[] expected = key.getEncoded();
                CyclicBarrier both = new CyclicBarrier(2);
                Future<?> closing = threads.submit(() -> {
                    both.await();
                    key.destroy();
                    return true;
                });
                Future<byte[]> using = threads.submit(() -> {
                    both.await();
                    byte[] last = expected;
                    try {
                        while (MessageDigest.isEqual(last, expected)) {
                            last = key.getEncoded();
                        }
                    } catch (IllegalStateException closed) {
                        return expected;
                    }
                    return last;
                });
                closing.get();
                if (!MessageDigest.isEqual(using.get(), expected)) {
                    torn.add(using.get());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(torn).isEmpty();
    }

    @Test
    void isOverwritten() {
        KeyMaterial key = KeyMaterial.random(new SecureRandom());
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
    }
}
