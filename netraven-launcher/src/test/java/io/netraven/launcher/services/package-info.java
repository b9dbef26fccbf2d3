/** Two services of somebody else's, whose models include NetRaven's, on the database that all three share. */
@NullMarked
package io.netraven.launcher.services;

import org.jspecify.annotations.NullMarked;
