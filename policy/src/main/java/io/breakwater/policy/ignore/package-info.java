/// The ignore files of Trivy and Grype.
@NullMarked
package io.breakwater.policy.ignore;

import org.jspecify.annotations.NullMarked;
