/** Reads what the Python NetRaven encrypted. {@code PythonValues} is the entry. */
@NullMarked
package io.netraven.credentials.internal.python;

import org.jspecify.annotations.NullMarked;
