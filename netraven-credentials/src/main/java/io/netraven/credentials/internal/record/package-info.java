/** Reads records of credentials from JSON and CSV as streams. {@code RecordReader} is what they have in common. */
@NullMarked
package io.netraven.credentials.internal.record;

import org.jspecify.annotations.NullMarked;
