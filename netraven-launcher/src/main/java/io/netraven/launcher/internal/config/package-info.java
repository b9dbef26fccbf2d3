/** From options, environment and file to settings. {@code SettingsReader} is the entry; it reports every mistake at once. */
@NullMarked
package io.netraven.launcher.internal.config;

import org.jspecify.annotations.NullMarked;
