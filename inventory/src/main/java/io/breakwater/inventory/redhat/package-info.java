/// What an image says of the Red Hat products that it was built from: content manifests, and the
/// module streams that dnf has enabled.
@NullMarked
package io.breakwater.inventory.redhat;

import org.jspecify.annotations.NullMarked;
