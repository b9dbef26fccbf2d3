package io.netraven.launcher.internal.reference;

/** Which columns a diagram shows. */
enum DiagramDetail {
    KEYS,
    ALL
}
