/// What a registry does with what it is given, by subject: `names`, `namespaces`, `uploads`,
/// `blobs`, `manifests`, `tags`, `referrers`, `catalog`, `trash` and `verdicts`; `content` is what
/// repositories serve, `mirror` what they have from other registries. Knows no HTTP but as a
/// client of those, and asks for no rights: who calls has decided that.
///
/// Whatever is refused comes as a [RegistryException] with the distribution specification's
/// code; whatever could not be kept or had as a `StoreException`. Both may reach clients.
@NullMarked
package io.breakwater.registry;

import org.jspecify.annotations.NullMarked;
