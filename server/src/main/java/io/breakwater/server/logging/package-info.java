/// What the server and its libraries say, in one form: `logfmt` or JSON, one line each, to one
/// stream.
@NullMarked
package io.breakwater.server.logging;

import org.jspecify.annotations.NullMarked;
