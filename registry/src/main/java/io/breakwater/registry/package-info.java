/// What a registry does with what it is given, by subject: `names`, `namespaces`, `uploads`,
/// `blobs`, `manifests`, `tags`, `referrers`, `catalog`, `trash` and `verdicts`; `images` is what
/// people see of manifests, `retention` what becomes of old ones, `quotas` what accounts may use;
/// `content` is what repositories serve, `mirror` what they have from other registries, `events`
/// what those are told who want to know at once. Knows no HTTP but as a client of upstreams, and
/// asks for no rights: who calls has decided that.
///
/// Whatever is refused comes as a [RegistryException] with the distribution specification's
/// code; whatever could not be kept or had as a `StoreException`. Both may reach clients.
@NullMarked
package io.breakwater.registry;

import org.jspecify.annotations.NullMarked;
