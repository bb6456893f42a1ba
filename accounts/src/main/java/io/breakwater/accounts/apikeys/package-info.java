/// API keys: their shape, how they are stored and told apart.
@NullMarked
package io.breakwater.accounts.apikeys;

import org.jspecify.annotations.NullMarked;
