/// How a feed's bytes become tokens and clean texts: bounded, streaming, with errors that say
/// where it went wrong.
@NullMarked
package io.breakwater.advisories.reading;

import org.jspecify.annotations.NullMarked;
