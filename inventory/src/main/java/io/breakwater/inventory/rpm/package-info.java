/// The package database of Red Hat, SUSE and their relatives: where its stores lie, which of them
/// counts, and what of their packages is kept. [io.breakwater.rpmdb] reads the stores.
@NullMarked
package io.breakwater.inventory.rpm;

import org.jspecify.annotations.NullMarked;
