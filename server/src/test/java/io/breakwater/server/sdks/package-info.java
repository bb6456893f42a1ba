/// The published SDKs of the original service, with only the address and the key changed.
@NullMarked
package io.breakwater.server.sdks;

import org.jspecify.annotations.NullMarked;
