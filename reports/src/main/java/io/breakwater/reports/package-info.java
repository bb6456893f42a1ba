/// Writes an assessment down, as text for people and as JSON; decides nothing.
@NullMarked
package io.breakwater.reports;

import org.jspecify.annotations.NullMarked;
