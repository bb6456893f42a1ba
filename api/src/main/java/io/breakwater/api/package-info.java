/// The routes: what is asked over HTTP becomes a call of what knows the answer, and that answer
/// becomes statuses, headers and bodies. Each route declares its permission; none holds logic.
@NullMarked
package io.breakwater.api;

import org.jspecify.annotations.NullMarked;
