/// SARIF 2.1.0 logs (OASIS, "Static Analysis Results Interchange Format"), within the limits of
/// GitHub code scanning.
@NullMarked
package io.breakwater.reports.sarif;

import org.jspecify.annotations.NullMarked;
