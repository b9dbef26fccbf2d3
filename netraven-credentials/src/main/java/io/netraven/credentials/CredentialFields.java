package io.netraven.credentials;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns of a credential that are no secrets, with the values that they are to have. */
final class CredentialFields {

    private static final int LONGEST = 255;
    private static final int LONGEST_PATH = 1024;

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void setName(String name) {
        values.put("name", required("name", name));
    }

    void setUsername(String username) {
        values.put("username", required("username", username));
    }

    void setDescription(@Nullable String text) {
        values.put("description", plain("description", text, Integer.MAX_VALUE));
    }

    void setUseKeys(boolean use) {
        values.put("use_keys", use);
    }

    void setKeyFile(@Nullable String path) {
        values.put("key_file", plain("key file", path, LONGEST_PATH));
    }

    void setExpiresAt(@Nullable Instant time) {
        values.put("expires_at", time);
    }

    String name() {
        return String.valueOf(values.get("name"));
    }

    String username() {
        return String.valueOf(values.get("username"));
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    CredentialFields copy() {
        CredentialFields copy = new CredentialFields();
        copy.values.putAll(values);
        return copy;
    }

    static double checkedPriority(double priority) {
        if (!(priority >= 0 && priority <= 100)) {
            throw new CredentialException.Invalid("A priority is from 0 to 100, not " + priority);
        }
        return priority;
    }

    private static String required(String what, String text) {
        if (text.isBlank()) {
            throw new CredentialException.Invalid("The " + what + " of a credential is blank");
        }
        plain(what, text, LONGEST);
        return text;
    }

    private static @Nullable String plain(String what, @Nullable String text, int longest) {
        if (text != null && text.codePointCount(0, text.length()) > longest) {
            throw new CredentialException.Invalid(
                    "The " + what + " of a credential is longer than " + longest + " characters");
        }
        if (text != null && text.indexOf('\0') >= 0) {
            throw new CredentialException.Invalid("The " + what + " of a credential has a NUL character");
        }
        return text;
    }
}
