package io.netraven.credentials;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table with columns that hold envelopes. A service registers its own with {@link CredentialStore.Builder} and
 * {@link Keyring.Builder}, so that rotation covers them:
 *
 * <pre>{@code
 * EncryptedTable routers = EncryptedTable.named("acme_routers").with("community", "acme.router.community");
 * }</pre>
 *
 * <p>The table has, beside those columns of type {@code bytea}: {@code id uuid}, its primary key, set before a secret is
 * sealed and never changed; {@code key_id uuid}, which references {@code encryption_keys (id) ON DELETE RESTRICT}; and
 * {@code version bigint NOT NULL}. It should check its envelopes as the table {@code credentials} does. Immutable.
 */
public final class EncryptedTable {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern LOGICAL_NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");

    static final String DEVICE_PASSWORD = "device.password";
    static final String SETTING_VALUE = "admin_setting.value";

    static final EncryptedTable CREDENTIALS = credentials();
    static final EncryptedTable DEVICES = named("devices").with("password", DEVICE_PASSWORD);
    static final EncryptedTable SETTINGS = named("admin_settings").with("secret_value", SETTING_VALUE);

    /** The tables of the entity model. */
    static final List<EncryptedTable> OWN = List.of(CREDENTIALS, DEVICES, SETTINGS);

    private final String name;
    private final Map<String, String> secrets;
    private final List<String> columns;

    private EncryptedTable(String name, Map<String, String> secrets) {
        this.name = name;
        this.secrets = secrets;
        this.columns = List.copyOf(secrets.keySet());
    }

    /**
     * Names a table in NetRaven's namespace.
     *
     * @param table its name, which needs no quotes
     * @return a table without encrypted columns yet
     * @throws CredentialException.Invalid when the name is not 1 to 63 lower-case letters, digits and underscores, or
     *     begins with a digit
     */
    public static EncryptedTable named(String table) {
        if (!IDENTIFIER.matcher(table).matches()) {
            throw new CredentialException.Invalid("\"" + table
                    + "\" cannot be an encrypted table: lower-case letters, digits and underscores, a letter first");
        }
        return new EncryptedTable(table, Map.of());
    }

    /**
     * Adds a column.
     *
     * @param column its name, which needs no quotes
     * @param logicalName what envelopes are bound to, in words with dots between them, such as
     *     {@code acme.router.community}: unique, and never changed, also when the column is renamed
     * @return another object with this column too
     * @throws CredentialException.Invalid when the column's name is not 1 to 63 lower-case letters, digits and
     *     underscores, begins with a digit, or is there already; when the logical name is not two words or more of
     *     lower-case letters, digits and underscores, with dots between them
     */
    public EncryptedTable with(String column, String logicalName) {
        if (!IDENTIFIER.matcher(column).matches()) {
            throw new CredentialException.Invalid("\"" + column
                    + "\" cannot be an encrypted column: lower-case letters, digits and underscores, a letter first");
        }
        if (!LOGICAL_NAME.matcher(logicalName).matches()) {
            throw new CredentialException.Invalid("\"" + logicalName
                    + "\" cannot be a secret's logical name: words of lower-case letters, digits and underscores, with"
                    + " dots between them");
        }
        Map<String, String> more = new LinkedHashMap<>(secrets);
        if (more.put(column, logicalName) != null) {
            throw new CredentialException.Invalid("The column " + column + " of " + name + " is named twice");
        }
        return new EncryptedTable(name, more);
    }

    private static EncryptedTable credentials() {
        EncryptedTable table = named("credentials");
        for (SecretPart part : SecretPart.values()) {
            table = table.with(part.column(), part.logicalName());
        }
        return table;
    }

    /**
     * Returns the table's name.
     *
     * @return an identifier
     */
    public String name() {
        return name;
    }

    /** The encrypted columns, in the order in which they were added. */
    List<String> columns() {
        return columns;
    }

    String logicalName(String column) {
        return Optional.ofNullable(secrets.get(column)).orElseThrow();
    }

    /** Refuses tables that share a name, and secrets that do. */
    static void check(List<EncryptedTable> tables) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (EncryptedTable table : tables) {
            if (table.secrets.isEmpty()) {
                throw new CredentialException.Invalid("The encrypted table " + table.name + " has no encrypted column");
            }
            if (seen.put(table.name, table.name) != null) {
                throw new CredentialException.Invalid("The encrypted table " + table.name + " is registered twice");
            }
            for (String logicalName : table.secrets.values()) {
                String other = seen.put("." + logicalName, table.name);
                if (other != null) {
                    throw new CredentialException.Invalid("The logical name " + logicalName + " is used twice, by "
                            + other + " and " + table.name + ": an envelope could be moved between them");
                }
            }
        }
    }

    /** The table and its encrypted columns. */
    @Override
    public String toString() {
        return name + secrets.keySet();
    }
}
