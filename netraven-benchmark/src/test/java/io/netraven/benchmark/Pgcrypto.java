package io.netraven.benchmark;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Encryption by the server: one statement for all rows, so that no row's round trip is in it. */
final class Pgcrypto {

    private static final String DATABASE = "bench_pgcrypto";
    private static final int KEY = 32;
    private static final int BYTES = 16;

    private final BenchServer server;
    private final int rows;
    private final int rounds;
    private final byte[] key = new byte[KEY];

    Pgcrypto(BenchServer server, Form form) {
        this.server = server;
        this.rows = form.fewRows() / 10;
        this.rounds = form.bulkRounds();
        new SecureRandom().nextBytes(key);
    }

    Table table() throws SQLException {
        server.create(DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION pgcrypto;"
                        + " CREATE TABLE secrets (plain bytea, pgp bytea, raw bytea);"
                        + " INSERT INTO secrets SELECT gen_random_bytes(" + BYTES + ") FROM generate_series(1, " + rows
                        + ")");
            }
            run(connection, "UPDATE secrets SET pgp = pgp_sym_encrypt_bytea(plain, encode(?, 'hex'))");
            run(connection, "UPDATE secrets SET raw = encrypt(plain, ?, 'aes')");
            return new Table("pgcrypto in the server, " + BYTES + " bytes", "encrypted a second", "decrypted a second")
                    .row(
                            "`pgp_sym_encrypt`",
                            rate(connection, "pgp_sym_encrypt_bytea(plain, encode(?, 'hex'))"),
                            rate(connection, "pgp_sym_decrypt_bytea(pgp, encode(?, 'hex'))"))
                    .row(
                            "`encrypt`, AES-256-CBC, not authenticated",
                            rate(connection, "encrypt(plain, ?, 'aes')"),
                            rate(connection, "decrypt(raw, ?, 'aes')"));
        }
    }

    private double rate(Connection connection, String expression) throws SQLException {
        List<Double> rates = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            run(connection, "SELECT sum(octet_length(" + expression + ")) FROM secrets");
            if (round >= 0) {
                rates.add(rows * 1e9 / (System.nanoTime() - start));
            }
        }
        return Figures.median(rates);
    }

    private void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, key);
            statement.execute();
        }
    }
}
