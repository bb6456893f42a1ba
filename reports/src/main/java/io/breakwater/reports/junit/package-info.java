/// JUnit's XML, as CI systems read it.
@NullMarked
package io.breakwater.reports.junit;

import org.jspecify.annotations.NullMarked;
