package io.netraven.credentials.internal.record;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that a record may have, in the order in which an export writes them. */
public enum Field {
    NAME,
    USERNAME,
    DESCRIPTION,
    PASSWORD,
    ENABLE_PASSWORD,
    PRIVATE_KEY,
    PRIVATE_KEY_PASSPHRASE,
    USE_KEYS,
    KEY_FILE,
    EXPIRES_AT,
    TAGS;

    /** The fields whose values no message may quote. */
    public static final Set<Field> SECRETS =
            Set.copyOf(EnumSet.of(PASSWORD, ENABLE_PASSWORD, PRIVATE_KEY, PRIVATE_KEY_PASSPHRASE));

    private static final Map<String, Field> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Field::text, Function.identity()));

    /** Its name in files, the same as the column's. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Says what is wrong with a field that is none of these. It does not say how it is called: in a file without a header,
     * a password would stand there.
     *
     * @param which its place, such as "column 3"
     */
    static String unknown(String which, String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        Field nearest = Stream.of(values())
                .min(Comparator.comparingInt(field -> distance(field.text(), lower)))
                .orElseThrow();
        String advice =
                distance(nearest.text(), lower) <= Math.max(2, nearest.text().length() / 2)
                        ? "did you mean " + nearest.text() + "?"
                        : "there are " + Stream.of(values()).map(Field::text).collect(Collectors.joining(", "));
        return which + " is unknown: " + advice;
    }

    /** Levenshtein's; of a long name only as much as decides. */
    private static int distance(String known, String given) {
        if (given.length() > 2 * known.length()) {
            return given.length();
        }
        int[] before = new int[given.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= known.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int replaced = before[j - 1] + (known.charAt(i - 1) == given.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[given.length()];
    }
}
