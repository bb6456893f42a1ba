/// Tokens: the scopes that clients ask for, what is granted of them, and the signed tokens that
/// say so, with the keys that sign them.
@NullMarked
package io.breakwater.accounts.tokens;

import org.jspecify.annotations.NullMarked;
