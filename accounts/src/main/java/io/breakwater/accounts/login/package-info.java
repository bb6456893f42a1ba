/// Logging in: from what a request carries to who asks and what they may do, fast when it is
/// right and slow when it is wrong again and again.
@NullMarked
package io.breakwater.accounts.login;

import org.jspecify.annotations.NullMarked;
