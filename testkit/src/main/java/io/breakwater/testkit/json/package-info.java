/// JSON as the fixtures need it: maps, lists, strings, numbers, in the order given.
@NullMarked
package io.breakwater.testkit.json;

import org.jspecify.annotations.NullMarked;
