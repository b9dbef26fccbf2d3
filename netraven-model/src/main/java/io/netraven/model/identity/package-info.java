/** Who may do something: people, services, and the tokens they show. */
@NullMarked
package io.netraven.model.identity;

import org.jspecify.annotations.NullMarked;
