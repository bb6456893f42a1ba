@NullMarked
package io.breakwater.assessments;

import org.jspecify.annotations.NullMarked;
