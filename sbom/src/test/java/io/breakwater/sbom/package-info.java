@NullMarked
package io.breakwater.sbom;

import org.jspecify.annotations.NullMarked;
