/// Database servers of the test's own.
@NullMarked
package io.breakwater.testkit.databases;

import org.jspecify.annotations.NullMarked;
