package io.netraven.reliability.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.testing.Login;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks what listens on loopback. */
final class Http {

    static final int OK = 200;

    private static final int LONGEST_MILLIS = 60_000;
    private static final int NO_ANSWER = 0;

    private Http() {}

    /** Returns the status, zero where nobody answers. */
    static int get(int port, String path) {
        try {
            return connection(port, path).getResponseCode();
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    /** Returns the status; waits for the answer. */
    static int post(int port, String path, String json) throws IOException {
        HttpURLConnection connection = connection(port, path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(json.getBytes(UTF_8));
        }
        return connection.getResponseCode();
    }

    private static HttpURLConnection connection(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + Login.LOOPBACK + ":" + port + path)
                .toURL()
                .openConnection();
        connection.setConnectTimeout(LONGEST_MILLIS);
        connection.setReadTimeout(LONGEST_MILLIS);
        return connection;
    }
}
