/// Bills of materials as input: CycloneDX and SPDX documents become inventories.
///
/// [SbomFile] opens and recognises a document; [BillReader] walks it once, whatever the order of
/// its keys, and hands what it says of each component, as a [Component], to the [Bill], which
/// makes an inventory of it. [PackageUrl] names packages, both ways.
@NullMarked
package io.breakwater.sbom;

import org.jspecify.annotations.NullMarked;
