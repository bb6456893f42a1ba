/// Tar archives, read once and in order: v7, ustar, GNU, pax, sparse files.
///
/// The rules where archives are ambiguous are those of the container runtimes' reader (Go's
/// `archive/tar`), because what they unpack is what runs; where a runtime would refuse, this
/// reader refuses too. `TarHeader` is one block, `PaxRecords` an extended header, `EntryNames`
/// turns bytes into paths, `SparseMap` says where a sparse file has bytes.
@NullMarked
package io.breakwater.image.tar;

import org.jspecify.annotations.NullMarked;
