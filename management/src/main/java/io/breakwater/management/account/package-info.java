/// What an account as a whole is set to: authorization options, settings, plan, quotas, and the
/// messages of those who run the registry.
@NullMarked
package io.breakwater.management.account;

import org.jspecify.annotations.NullMarked;
