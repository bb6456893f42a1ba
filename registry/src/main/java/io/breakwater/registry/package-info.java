/// What a registry does with what it is given, by subject: `names`, `namespaces`, `uploads`,
/// `blobs`, `manifests`, `tags`, `referrers`, `catalog`, `trash` and `verdicts`. Knows no HTTP,
/// and asks for no rights: who calls has decided that.
///
/// Whatever is refused comes as a [RegistryException] with the distribution specification's
/// code; whatever could not be kept or had as a `StoreException`. Both may reach clients.
@NullMarked
package io.breakwater.registry;

import org.jspecify.annotations.NullMarked;
