/** Immutable values of columns whose PostgreSQL type Java lacks, each with its converter. */
@NullMarked
package io.netraven.model.value;

import org.jspecify.annotations.NullMarked;
