package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential in words and fields: everything but its secrets, which are not there to begin with. */
final class CredentialText {

    private CredentialText() {}

    static String secrets(StoredCredential credential) {
        return credential.secrets().isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        credential.secrets().stream().map(Parts::word).sorted().toList());
    }

    static String use(StoredCredential.Use use) {
        return use.successes() + " accepted, " + use.failures() + " rejected";
    }

    static Map<String, @Nullable Object> fields(StoredCredential credential) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", credential.id());
        fields.put("name", credential.name());
        fields.put("username", credential.username());
        fields.put("description", credential.description());
        fields.put(
                "secrets",
                credential.secrets().stream().map(Parts::word).sorted().toList());
        fields.put("useKeys", credential.useKeys());
        fields.put("keyFile", credential.keyFile());
        fields.put("expiresAt", credential.expiresAt());
        use(fields, credential.use());
        fields.put("quarantinedAt", credential.quarantine().map(StoredCredential.Quarantine::since));
        fields.put("quarantineReason", credential.quarantine().map(StoredCredential.Quarantine::reason));
        fields.put("createdAt", credential.createdAt());
        fields.put("updatedAt", credential.updatedAt());
        fields.put("version", credential.version());
        fields.put(
                "tags", credential.tags().stream().map(CredentialText::fields).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(StoredCredential.OfferedTag tag) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", tag.tagId());
        fields.put("name", tag.tagName());
        fields.put("priority", tag.priority());
        use(fields, tag.use());
        return fields;
    }

    private static void use(Map<String, @Nullable Object> fields, StoredCredential.Use use) {
        fields.put("successes", use.successes());
        fields.put("failures", use.failures());
        fields.put("lastUsed", use.lastUsed());
        fields.put("lastSuccess", use.lastSuccess());
        fields.put("lastFailure", use.lastFailure());
    }
}
