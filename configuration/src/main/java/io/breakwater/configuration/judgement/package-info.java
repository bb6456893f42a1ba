/// Judges images by every subject there is. Stands apart from what the subjects are made of, so
/// that no package depends on itself.
@NullMarked
package io.breakwater.configuration.judgement;

import org.jspecify.annotations.NullMarked;
