/// Who may call what: every route there is, by everybody there may be, against tables that were
/// written by hand from what is documented, not from the code.
@NullMarked
package io.breakwater.server.authorization;

import org.jspecify.annotations.NullMarked;
