/** The append-only record of who did what. */
@NullMarked
package io.netraven.model.audit;

import org.jspecify.annotations.NullMarked;
