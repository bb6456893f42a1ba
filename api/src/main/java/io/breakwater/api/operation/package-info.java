/// What those who run the server ask it.
@NullMarked
package io.breakwater.api.operation;

import org.jspecify.annotations.NullMarked;
