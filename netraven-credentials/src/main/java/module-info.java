/**
 * The encrypted credential store.
 *
 * <p>Its tables are part of the entity model already; the store itself comes with its own release.
 */
module io.netraven.credentials {}
