/// The first start: the first Manager, and the way back in when a password is lost.
@NullMarked
package io.breakwater.accounts.firststart;

import org.jspecify.annotations.NullMarked;
