/// The web pages: how the files that `console/build.mjs` makes are served.
@NullMarked
package io.breakwater.console;

import org.jspecify.annotations.NullMarked;
