package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import io.netraven.credentials.WrappedKey;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What a row of the keyring says: {@code name=value} a line, then an empty line, then bytes. The first is genuine. */
final class WrappedKeyProperty implements Property {

    private final byte[] genuine = Corpus.of(Target.WRAPPED_KEY).get(0);
    private final MasterKey master;

    WrappedKeyProperty() {
        try (Secret passphrase = Secret.ofString(Samples.PASSPHRASE)) {
            master = MasterKey.of(passphrase);
        }
    }

    @Override
    public void check(byte[] input) {
        String[] parts = new String(input, ISO_8859_1).split("\n\n", 2);
        Map<String, String> parameters = new HashMap<>();
        for (String line : parts[0].split("\n", -1)) {
            int equals = Math.max(0, line.indexOf('='));
            parameters.put(line.substring(0, equals), line.substring(equals));
        }
        parameters.replaceAll((name, value) -> value.replaceFirst("=", ""));
        byte[] bytes = parts.length < 2 ? new byte[0] : parts[1].getBytes(ISO_8859_1);
        if (isDear(parameters)) {
            return;
        }
        boolean opened =
                master.unwrap(Samples.KEY, new WrappedKey(parameters, bytes)).isPresent();
        if (MessageDigest.isEqual(input, genuine) && !opened) {
            throw new AssertionError("The genuine one was not unwrapped");
        }
        if (opened && !isGenuine(parameters, bytes)) {
            throw new AssertionError("It was unwrapped with " + parameters);
        }
    }

    /** The same may be written otherwise: a number as +8 or 08, and what Base64 fills up its last character with. */
    private boolean isGenuine(Map<String, String> parameters, byte[] bytes) {
        String[] parts = new String(genuine, ISO_8859_1).split("\n\n", 2);
        return MessageDigest.isEqual(parts[1].getBytes(ISO_8859_1), bytes)
                && parts[0].lines().allMatch(line -> isSame(line, parameters));
    }

    private static boolean isSame(String line, Map<String, String> parameters) {
        int equals = line.indexOf('=');
        String name = line.substring(0, equals);
        String value = line.substring(equals + 1);
        String given = parameters.getOrDefault(name, "");
        return switch (name) {
            case "memory_kib", "iterations", "lanes" -> Integer.parseInt(value) == Integer.parseInt(given);
            case "salt" ->
                MessageDigest.isEqual(
                        Base64.getDecoder().decode(value), Base64.getDecoder().decode(given));
            default -> value.equals(given);
        };
    }

    private static boolean isDear(Map<String, String> parameters) {
        try {
            return Samples.isDear(
                    Integer.parseInt(parameters.getOrDefault("memory_kib", "")),
                    Integer.parseInt(parameters.getOrDefault("iterations", "")),
                    Integer.parseInt(parameters.getOrDefault("lanes", "")));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public void close() {
        master.close();
    }
}
