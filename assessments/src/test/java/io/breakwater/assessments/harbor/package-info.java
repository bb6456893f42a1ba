/// Tests of Harbor's scanner API.
@NullMarked
package io.breakwater.assessments.harbor;

import org.jspecify.annotations.NullMarked;
