/// What repositories serve, wherever it comes from: [Content] is what routes ask. [LocalContent]
/// is what was pushed; package `mirror` has what upstream registries have, too.
@NullMarked
package io.breakwater.registry.content;

import org.jspecify.annotations.NullMarked;
