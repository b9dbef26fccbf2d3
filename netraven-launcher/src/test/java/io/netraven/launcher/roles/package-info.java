/** What NetRaven's roles may do, and that it is enough for their work. {@code RolesPageTest} is the entry. */
@NullMarked
package io.netraven.launcher.roles;

import org.jspecify.annotations.NullMarked;
