/// Bills of materials as input: CycloneDX and SPDX documents become inventories.
@NullMarked
package io.breakwater.sbom;

import org.jspecify.annotations.NullMarked;
