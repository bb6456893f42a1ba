/// Records of the OSV schema, which several distributions publish in.
@NullMarked
package io.breakwater.advisories.osv;

import org.jspecify.annotations.NullMarked;
