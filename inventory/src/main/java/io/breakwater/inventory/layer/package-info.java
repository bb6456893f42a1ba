/// What one layer contributes, and how layers add up to a root file system.
///
/// [LayerReader] makes a [LayerInventory] in one pass over a layer: a compact log of all its
/// entries in order, and the content of those files that may matter. [RootTree] replays the logs
/// of an image's layers, lowest first, by the rules of the OCI image specification (`layer.md`)
/// as containerd applies them (`pkg/archive/tar.go`), so that looking at the tree is looking at
/// the flattened root file system.
///
/// Why all entries are kept: a layer does not know what lies below it. A file called `lib` that
/// nobody asks for replaces the symbolic link `/lib` of a lower layer, and with it the place
/// where the package database is found. Front coding makes this cheap: some 20 bytes an entry.
@NullMarked
package io.breakwater.inventory.layer;

import org.jspecify.annotations.NullMarked;
