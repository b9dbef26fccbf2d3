/** For tests of modules that use the credential store: a master key that costs nothing, and sample rows. */
@NullMarked
package io.netraven.credentials.testing;

import org.jspecify.annotations.NullMarked;
