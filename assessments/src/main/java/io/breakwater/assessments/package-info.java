/// What others ask of verdicts in their own words: the Vulnerability Advisor API, `/va/api/v3` and
/// `/va/api/v4`, and the pluggable scanner API of Harbor.
@NullMarked
package io.breakwater.assessments;

import org.jspecify.annotations.NullMarked;
