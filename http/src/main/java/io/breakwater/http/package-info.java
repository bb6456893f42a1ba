/// The HTTP server: listeners, routes, streaming bodies, limits, TLS. The only module that
/// names the HTTP library; knows nothing of the product.
///
/// A server is [HttpServer]: [Listener]s in front, a chain of [Filter]s, [Routes] behind. A
/// [Handler] runs on a virtual thread of its own and blocks where it has to. What it is given
/// is a [Request] with a [RequestBody]; what it fills is a [Response]. It refuses by throwing a
/// [HttpFailure]; [ErrorBody] decides what that looks like. Each of the [Limits] has a counter
/// in [HttpCounters].
@NullMarked
package io.breakwater.http;

import org.jspecify.annotations.NullMarked;
