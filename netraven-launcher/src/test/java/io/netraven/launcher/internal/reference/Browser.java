package io.netraven.launcher.internal.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netraven.launcher.testing.Await;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its chromedriver in the words of W3C WebDriver. */
final class Browser implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        String address = "http://127.0.0.1:" + port;
        awaitReady(address);
        Map<String, String> created = post(address + "/session", """
                {"capabilities": {"alwaysMatch": {
                  "browserName": "chrome",
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                  "goog:chromeOptions": {"binary": @PROGRAM@, "args": ["--headless", "--no-sandbox", "--disable-gpu",
                    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--hide-scrollbars", "--user-data-dir=@PROFILE@"]}}}}""".replace(
                        "@PROGRAM@", quoted(program("chromium").orElseThrow()))
                .replace("@PROFILE@", profile.toString()));
        session = address + "/session/" + created.get("value/sessionId");
    }

    /** Tells whether there is what a browser needs. */
    static boolean isInstalled() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<String> program(String name) {
        return Stream.of("/usr/bin/", "/usr/local/bin/")
                .map(folder -> folder + name)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    static Browser start(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("chromedriver.log");
        Process driver = new ProcessBuilder(program("chromedriver").orElseThrow(), "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Browser(driver, awaitPort(driver, log), Files.createDirectory(folder.resolve("profile")));
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    /** The port that the driver chose: it listens there by then. */
    private static int awaitPort(Process driver, Path log) throws IOException {
        Await.until(() -> PORT.matcher(Files.readString(log)).find() || !driver.isAlive());
        String said = Files.readString(log);
        Matcher port = PORT.matcher(said);
        if (!port.find()) {
            throw new IOException("chromedriver ended at its start:\n" + said);
        }
        return Integer.parseInt(port.group(1));
    }

    private void awaitReady(String address) {
        Await.until(() -> {
            if (!driver.isAlive()) {
                throw new IOException("chromedriver ended at its start");
            }
            return send(HttpRequest.newBuilder(URI.create(address + "/status")).GET())
                    .getOrDefault("value/ready", "")
                    .equals("true");
        });
    }

    void open(URI page) throws IOException, InterruptedException {
        post(session + "/url", "{\"url\": " + quoted(page.toString()) + "}");
    }

    void resize(int width, int height) throws IOException, InterruptedException {
        post(session + "/window/rect", "{\"width\": " + width + ", \"height\": " + height + "}");
    }

    void press(String keys) throws IOException, InterruptedException {
        StringBuilder actions = new StringBuilder();
        keys.codePoints().forEach(key -> {
            String value = quoted(Character.toString(key));
            actions.append(actions.isEmpty() ? "" : ",")
                    .append("{\"type\": \"keyDown\", \"value\": ")
                    .append(value);
            actions.append("}, {\"type\": \"keyUp\", \"value\": ").append(value).append('}');
        });
        post(
                session + "/actions",
                "{\"actions\": [{\"type\": \"key\", \"id\": \"keys\", \"actions\": [" + actions + "]}]}");
    }

    /** Runs a program's text in the page, and returns what it returns, as a text. */
    String run(String script) throws IOException, InterruptedException {
        return post(session + "/execute/sync", "{\"args\": [], \"script\": " + quoted(script) + "}")
                .getOrDefault("value", "null");
    }

    /** Everything that was logged since the last call: by the page ("browser") or of what it loads ("performance"). */
    String log(String type) throws IOException, InterruptedException {
        return post(session + "/se/log", "{\"type\": \"" + type + "\"}").toString();
    }

    private Map<String, String> post(String address, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Map<String, String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(Duration.ofMinutes(3)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
        return flat(response.body());
    }

    /** The values of a document by their paths. */
    private static Map<String, String> flat(String json) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(path(parser), parser.getText());
                }
            }
        }
        return values;
    }

    private static String path(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString().substring(1);
    }

    private static String quoted(String text) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeString(text);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to a text cannot fail", e);
        }
        return json.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            send(HttpRequest.newBuilder(URI.create(session)).DELETE());
            driver.destroy();
            driver.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
