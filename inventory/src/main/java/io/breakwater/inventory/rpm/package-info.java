/// The package database of Red Hat, SUSE and their relatives: recognised, not yet read.
@NullMarked
package io.breakwater.inventory.rpm;

import org.jspecify.annotations.NullMarked;
