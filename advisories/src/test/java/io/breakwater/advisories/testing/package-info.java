/// Hand-written fakes and helpers for the tests of this module.
@NullMarked
package io.breakwater.advisories.testing;

import org.jspecify.annotations.NullMarked;
