/// Exemptions with who decided, why, and until when, which the original's interface cannot say.
@NullMarked
package io.breakwater.insights.exemptions;

import org.jspecify.annotations.NullMarked;
