/// Namespaces, and the resource groups that they are assigned to.
@NullMarked
package io.breakwater.management.namespaces;

import org.jspecify.annotations.NullMarked;
