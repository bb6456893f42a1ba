/// What users decide, read from their files: policies, exemptions, VEX documents and the ignore
/// files of other scanners, made into what the advisor judges by.
@NullMarked
package io.breakwater.policy;

import org.jspecify.annotations.NullMarked;
