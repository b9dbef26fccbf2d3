#!/bin/sh
# Makes the Java runtime of the images, of those modules of a JDK that the launcher needs: make-runtime.sh JDK RUNTIME
set -eu
"$1/bin/jlink" --add-modules java.sql,java.naming,java.management,java.security.jgss \
    --strip-java-debug-attributes --no-header-files --no-man-pages --output "$2"
