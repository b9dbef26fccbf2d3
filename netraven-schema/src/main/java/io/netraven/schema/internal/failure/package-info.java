/** What a failure of the driver says: whether the server is away, refuses the login, or has answered. */
@NullMarked
package io.netraven.schema.internal.failure;

import org.jspecify.annotations.NullMarked;
