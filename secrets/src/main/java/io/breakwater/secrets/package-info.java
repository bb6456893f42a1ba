/// Secrets left in files, found by what they look like. What is found is told by kind and place;
/// the secret itself is never kept.
@NullMarked
package io.breakwater.secrets;

import org.jspecify.annotations.NullMarked;
