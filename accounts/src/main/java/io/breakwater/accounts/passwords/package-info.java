/// Passwords: what they may be, how they are hashed and checked.
@NullMarked
package io.breakwater.accounts.passwords;

import org.jspecify.annotations.NullMarked;
