/** Transactions and statements over JDBC. {@code Database} is the entry. */
@NullMarked
package io.netraven.credentials.internal.sql;

import org.jspecify.annotations.NullMarked;
