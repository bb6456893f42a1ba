/// Object stores of the test's own.
@NullMarked
package io.breakwater.testkit.objects;

import org.jspecify.annotations.NullMarked;
