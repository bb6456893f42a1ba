@NullMarked
package io.breakwater.server.assessments;

import org.jspecify.annotations.NullMarked;
