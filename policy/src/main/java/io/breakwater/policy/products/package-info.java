/// Package URLs and regular expressions made into images and packages that are meant.
@NullMarked
package io.breakwater.policy.products;

import org.jspecify.annotations.NullMarked;
