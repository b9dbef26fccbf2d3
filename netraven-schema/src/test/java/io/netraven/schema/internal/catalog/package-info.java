/** Tests of how a catalogue is read and kept. */
@NullMarked
package io.netraven.schema.internal.catalog;

import org.jspecify.annotations.NullMarked;
