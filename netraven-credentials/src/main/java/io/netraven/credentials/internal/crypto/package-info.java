/** Envelopes, key derivation and protected files. Knows neither the database nor who asks. */
@NullMarked
package io.netraven.credentials.internal.crypto;

import org.jspecify.annotations.NullMarked;
