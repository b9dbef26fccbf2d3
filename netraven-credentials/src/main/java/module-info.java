/**
 * The encrypted credential store.
 *
 * <p>Start at {@link io.netraven.credentials.CredentialStore}.
 */
module io.netraven.credentials {
    requires transitive java.sql;
    requires io.netraven.model;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires org.bouncycastle.provider;
    requires static com.fasterxml.jackson.core;
    requires static de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports io.netraven.credentials;
}
