/// The package database of Debian, Ubuntu and their relatives: `/var/lib/dpkg/status`, and
/// `/var/lib/dpkg/status.d` of images made without dpkg.
@NullMarked
package io.breakwater.inventory.dpkg;

import org.jspecify.annotations.NullMarked;
