/// What an operator may set: one table ([Settings]), from a file, the environment and options,
/// read once at the start into a [Configuration]. `docs/configuration.md` is that table,
/// checked by a test.
@NullMarked
package io.breakwater.server.configuration;

import org.jspecify.annotations.NullMarked;
