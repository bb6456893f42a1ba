/// Roles, what they allow, and the decision whether somebody may do something, with what may be
/// told about it. Pure functions over values.
@NullMarked
package io.breakwater.accounts.access;

import org.jspecify.annotations.NullMarked;
