/// YAML and JSON as one tree that knows its lines, within limits; and what is wrong with it.
@NullMarked
package io.breakwater.policy.document;

import org.jspecify.annotations.NullMarked;
