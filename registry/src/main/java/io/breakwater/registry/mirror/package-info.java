/// Namespaces that mirror upstream registries: [Mirrors] serves what upstream has, stores it, and
/// goes on serving it while upstream is down.
///
/// **Truth.** Content is what its digest says, whoever sent it: what is stored is served by
/// digest without asking anybody. Tags are upstream's: [MirroredManifests] asks again after the
/// mirror's freshness, and says so where it could not. A tag that upstream says is gone is gone.
///
/// **Manifests before their blobs.** A manifest is served as soon as it was verified. The store
/// takes it once all its blobs are here ([Completion] fetches those that no client asked for), and
/// then it has a verdict like any other.
///
/// **One fetch.** Who asks for a blob that is arriving ([Arrival]) reads what has come, from a
/// file beside the store; one more reader puts it into the store as an upload like any other, so
/// that its inventory is taken on the way.
///
/// **Upstream's troubles are not ours.** Each upstream has a [Breaker]: while it is silent or
/// refuses more requests, nobody waits for it.
@NullMarked
package io.breakwater.registry.mirror;

import org.jspecify.annotations.NullMarked;
