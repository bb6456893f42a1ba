/// Who somebody is and what they may do: passwords, API keys, tokens, roles, audit events.
/// Knows no HTTP.
@NullMarked
package io.breakwater.accounts;

import org.jspecify.annotations.NullMarked;
