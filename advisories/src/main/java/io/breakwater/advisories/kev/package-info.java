/// Reads CISA's catalogue of known exploited vulnerabilities into rows.
@NullMarked
package io.breakwater.advisories.kev;

import org.jspecify.annotations.NullMarked;
