/// The pages of a server that runs, in a browser that the system has: the specifications lie in
/// `console/src/test/browser` and run under Playwright.
@NullMarked
package io.breakwater.server.console;

import org.jspecify.annotations.NullMarked;
