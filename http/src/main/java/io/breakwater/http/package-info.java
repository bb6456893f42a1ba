/// The HTTP server: listeners, routes, streaming bodies, limits, TLS. The only module that names
/// the HTTP library; knows nothing of the product.
@NullMarked
package io.breakwater.http;

import org.jspecify.annotations.NullMarked;
