/// Sessions of browsers: a secret in a cookie instead of a password with each request.
@NullMarked
package io.breakwater.accounts.sessions;

import org.jspecify.annotations.NullMarked;
