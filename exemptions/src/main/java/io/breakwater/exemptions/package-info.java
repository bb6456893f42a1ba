/// Decisions that issues do not count, kept by scope: who decided, why, and until when. Verdicts
/// are made with all of those that apply to an image; none overrides another.
@NullMarked
package io.breakwater.exemptions;

import org.jspecify.annotations.NullMarked;
