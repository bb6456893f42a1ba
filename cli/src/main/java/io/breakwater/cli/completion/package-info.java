/// `breakwater completion`: what shells need to complete words.
@NullMarked
package io.breakwater.cli.completion;

import org.jspecify.annotations.NullMarked;
