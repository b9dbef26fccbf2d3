/** The encrypted credential store. Its tables are part of the entity model; the store itself is not here yet. */
@NullMarked
package io.netraven.credentials;

import org.jspecify.annotations.NullMarked;
