/** What the entities promise as a whole. */
@NullMarked
package io.netraven.model;

import org.jspecify.annotations.NullMarked;
