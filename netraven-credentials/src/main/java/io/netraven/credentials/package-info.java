/**
 * The encrypted credential store. {@code CredentialStore} is the entry, {@code Keyring} is for those who look after
 * keys.
 *
 * <p>Records, enums and exceptions here are immutable, the arrays of {@code SealedSecret} and {@code WrappedKey} apart.
 * No parameter, result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.credentials;

import org.jspecify.annotations.NullMarked;
