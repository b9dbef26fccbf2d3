/** How values of PostgreSQL's own types behave. */
@NullMarked
package io.netraven.model.value;

import org.jspecify.annotations.NullMarked;
