/// Which images of a namespace are kept, and what becomes of the others: [RetentionPolicy] says
/// it, [RetentionRules] decide, [Retention] does it.
@NullMarked
package io.breakwater.registry.retention;

import org.jspecify.annotations.NullMarked;
