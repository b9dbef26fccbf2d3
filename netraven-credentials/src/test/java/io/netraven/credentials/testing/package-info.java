/**
 * For tests of modules that use the credential store: a master key that costs nothing, and sample rows. No parameter,
 * result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.credentials.testing;

import org.jspecify.annotations.NullMarked;
