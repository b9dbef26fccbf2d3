package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.cli.ExitCode;
import io.netraven.launcher.internal.cli.Launcher;
import io.netraven.launcher.internal.cli.Surroundings;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SchemaModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A model script, as a file. */
final class ModelProperty implements Property {

    private static final String PROOF = "-- proof: ";

    private final Scratch scratch = Scratch.create();

    @Override
    public void check(byte[] input) throws IOException {
        read(input);
        String text = new String(input, UTF_8);
        int start = text.startsWith(PROOF) ? 0 : text.indexOf("\n" + PROOF) + 1;
        int end = text.indexOf('\n', start) + 1;
        if (text.startsWith(PROOF, start) && end > start) {
            String others = text.substring(0, start) + text.substring(end);
            String proof = PROOF + sha256(others) + "\n";
            read((text.substring(0, start) + proof + text.substring(end)).getBytes(UTF_8));
        }
    }

    private void read(byte[] script) throws IOException {
        Path file = scratch.file("model", script);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Launcher(new Surroundings(
                        new PrintStream(out, false, UTF_8),
                        new PrintStream(err, false, UTF_8),
                        Map.of(),
                        scratch.folder(),
                        false))
                .run("ddl", "--model", "model");
        if (code != ExitCode.DONE.code() && code != ExitCode.USAGE.code()) {
            throw new AssertionError("ddl ended with " + code + ": " + err.toString(UTF_8));
        }
        try {
            SchemaModel model = SchemaModel.read(file);
            if (code != ExitCode.DONE.code()) {
                throw new AssertionError("ddl refused it: " + err.toString(UTF_8));
            }
            SchemaModel again = SchemaModel.parse(model.script());
            if (!again.ddl("netraven").equals(model.ddl("netraven"))
                    || !again.grants().equals(model.grants())) {
                throw new AssertionError("Another model was read again");
            }
            model.withoutExtensions();
            model.describe();
        } catch (ModelError e) {
            if (e.getMessage() == null) {
                throw new AssertionError("It does not say why", e);
            }
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
