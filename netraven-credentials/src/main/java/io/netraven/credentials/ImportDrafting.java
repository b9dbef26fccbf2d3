package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Invalid;
import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.internal.record.Field;
import io.netraven.credentials.internal.record.RawRecord;
import io.netraven.credentials.internal.record.RawRecord.TagOffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks records, so that none of them makes a statement fail.
 *
 * @param pythonKeys opens the values of secrets; null when they are what they seem
 */
record ImportDrafting(@Nullable PythonKeys pythonKeys) {

    private static final int LONGEST_TAG = 50;
    private static final int LAST_YEAR = 9999;

    /** A record that cannot be used. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final Result result;

        Unusable(Result result, String reason) {
            super(reason, null, false, false);
            this.result = result;
        }
    }

    /** Checks a record, and takes copies of its secrets. */
    ImportDraft draft(RawRecord record) {
        String name = record.text(Field.NAME).filter(text -> !isBroken(text)).orElse("");
        Map<SecretPart, Secret> secrets = new EnumMap<>(SecretPart.class);
        try {
            if (record.problem().isPresent()) {
                throw new Unusable(Result.INVALID, record.problem().get());
            }
            checkTags(record.tags());
            NewCredential.Builder builder = plainFields(record);
            String reason = secrets(record, secrets);
            secrets.forEach(builder::secret);
            long bytes = record.secrets().values().stream()
                    .mapToLong(text -> text.length)
                    .sum();
            return new ImportDraft(
                    finding(record, name, Result.ADDED, reason), builder.build(), List.copyOf(record.tags()), bytes);
        } catch (Unusable e) {
            secrets.values().forEach(Secret::close);
            return new ImportDraft(finding(record, name, e.result, String.valueOf(e.getMessage())), null, List.of(), 0);
        }
    }

    private static Finding finding(RawRecord record, String name, Result result, String reason) {
        return new Finding(record.number(), record.line(), "credentials", name, result, reason);
    }

    private static NewCredential.Builder plainFields(RawRecord record) throws Unusable {
        try {
            return NewCredential.named(required(record, Field.NAME), required(record, Field.USERNAME))
                    .description(text(record, Field.DESCRIPTION).orElse(null))
                    .useKeys(record.usesKeys())
                    .keyFile(text(record, Field.KEY_FILE).orElse(null))
                    .expiresAt(expiry(record).orElse(null));
        } catch (Invalid e) {
            throw new Unusable(Result.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static String required(RawRecord record, Field field) throws Unusable {
        return text(record, field).orElseThrow(() -> new Unusable(Result.INVALID, field.text() + " is missing"));
    }

    private static Optional<String> text(RawRecord record, Field field) throws Unusable {
        Optional<String> text = record.text(field);
        if (text.filter(ImportDrafting::isBroken).isPresent()) {
            throw new Unusable(Result.INVALID, field.text() + " has half a surrogate pair");
        }
        return text;
    }

    private static boolean isBroken(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Optional<Instant> expiry(RawRecord record) throws Unusable {
        Optional<String> text = record.text(Field.EXPIRES_AT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.get());
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return Optional.of(time.toInstant());
            }
        } catch (DateTimeException e) {
            // As below.
        }
        throw new Unusable(Result.INVALID, "expires_at is no time such as 2027-01-31T12:00:00Z");
    }

    private static void checkTags(List<TagOffer> tags) throws Unusable {
        for (TagOffer tag : tags) {
            String name = tag.name();
            if (name.codePointCount(0, name.length()) > LONGEST_TAG || isBroken(name) || name.indexOf('\0') >= 0) {
                throw new Unusable(
                        Result.INVALID, "a tag's name is longer than " + LONGEST_TAG + " characters, or no text");
            }
            if (!(tag.priority() >= 0 && tag.priority() <= 100)) {
                throw new Unusable(Result.INVALID, "a tag's priority is not from 0 to 100");
            }
        }
    }

    /** Fills the map; returns what to tell of them. */
    private String secrets(RawRecord record, Map<SecretPart, Secret> into) throws Unusable {
        List<String> told = new ArrayList<>();
        for (SecretPart part : SecretPart.values()) {
            char[] text = record.secrets().get(Field.valueOf(part.name()));
            if (text != null) {
                Secret secret = secret(part, text);
                into.put(part, secret);
                if (pythonKeys != null) {
                    into.put(part, unwrapped(pythonKeys, part, secret, told));
                }
            }
        }
        return String.join(", ", told);
    }

    private static Secret secret(SecretPart part, char[] text) throws Unusable {
        try {
            return Secret.of(text);
        } catch (Invalid e) {
            throw new Unusable(Result.INVALID, part.column() + ": " + e.getMessage());
        }
    }

    private static Secret unwrapped(PythonKeys keys, SecretPart part, Secret value, List<String> told) throws Unusable {
        Unwrapping unwrapping = Unwrapping.of(keys, value.revealUtf8());
        if (unwrapping instanceof Unwrapping.Failed failed) {
            throw new Unusable(failed.result(), part.column() + ": " + failed.reason());
        }
        value.close();
        Unwrapping.Done done = (Unwrapping.Done) unwrapping;
        if (done.layers() > 0) {
            told.add(part.column() + " " + done.reason());
        }
        return done.secret();
    }
}
