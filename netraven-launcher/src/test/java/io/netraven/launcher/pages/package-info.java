/** The pages: that their links lead somewhere, and that what they tell somebody to type works. {@code PagesTest} is the entry. */
@NullMarked
package io.netraven.launcher.pages;

import org.jspecify.annotations.NullMarked;
