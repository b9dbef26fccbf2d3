/** The encrypted credential store. {@code CredentialStore} is the entry, {@code Keyring} is for those who look after keys. */
@NullMarked
package io.netraven.credentials;

import org.jspecify.annotations.NullMarked;
