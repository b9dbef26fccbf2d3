/**
 * The encrypted credential store.
 *
 * <p>Start at {@code CredentialStore}.
 */
module io.netraven.credentials {
    requires transitive java.sql;
    requires io.netraven.model;
    requires org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports io.netraven.credentials;
}
