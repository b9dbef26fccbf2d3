/**
 * The schema reference: pages for people, written from what a model says of itself. {@link
 * io.netraven.launcher.internal.reference.ReferencePages} writes them.
 */
@NullMarked
package io.netraven.launcher.internal.reference;

import org.jspecify.annotations.NullMarked;
