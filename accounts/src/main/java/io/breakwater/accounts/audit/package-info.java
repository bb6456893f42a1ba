/// What is remembered of who did what.
@NullMarked
package io.breakwater.accounts.audit;

import org.jspecify.annotations.NullMarked;
