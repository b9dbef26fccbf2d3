/** The encrypted credential store. */
module io.netraven.credentials {
    requires static org.jspecify;

    exports io.netraven.credentials;
}
