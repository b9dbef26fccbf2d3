/**
 * What NetRaven promises about reliability, tried: each class of trials brings one kind of fault upon real servers and
 * processes, and counts what survived. {@code mvn -Preliability verify} runs them; docs/reliability.md is written of
 * their results.
 */
@NullMarked
package io.netraven.reliability;

import org.jspecify.annotations.NullMarked;
