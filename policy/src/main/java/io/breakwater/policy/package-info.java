/// What users decide, read from their files and made into what the advisor judges by.
///
/// [io.breakwater.policy.PolicyFile] reads the product's own policy file,
/// [io.breakwater.policy.ExemptionFile] recognises everything that exempts: the same file, VEX
/// documents (package `vex`) and the ignore files of other scanners (package `ignore`).
/// Package `document` reads YAML and JSON within limits, `products` makes package URLs into
/// images and packages.
@NullMarked
package io.breakwater.policy;

import org.jspecify.annotations.NullMarked;
