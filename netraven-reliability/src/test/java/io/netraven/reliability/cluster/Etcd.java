package io.netraven.reliability.cluster;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Ports;
import io.netraven.launcher.testing.Programs;
import java.nio.file.Path;

/** One member of etcd: where the servers agree on their leader. */
final class Etcd implements AutoCloseable {

    private final int port;
    private final Background process;

    private Etcd(int port, Background process) {
        this.port = port;
        this.process = process;
    }

    static Etcd start(Path folder) {
        String program = Programs.named("etcd");
        int port = Ports.free();
        String clients = "http://" + Login.LOOPBACK + ":" + port;
        String peers = "http://" + Login.LOOPBACK + ":" + Ports.free();
        Etcd etcd = new Etcd(
                port,
                Background.start(
                        folder.resolve("etcd.log"),
                        program,
                        "--data-dir=" + folder.resolve("etcd"),
                        "--name=trial",
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=trial=" + peers));
        try {
            Await.until(() -> Http.get(port, "/health") == Http.OK);
            return etcd;
        } catch (RuntimeException | Error e) {
            etcd.close();
            throw e;
        }
    }

    String address() {
        return Login.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        process.kill();
    }
}
