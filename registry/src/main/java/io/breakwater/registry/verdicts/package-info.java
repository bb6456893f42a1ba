/// What is said of images: inventories made while layers arrive, judged by the current
/// advisories whenever somebody looks.
@NullMarked
package io.breakwater.registry.verdicts;

import org.jspecify.annotations.NullMarked;
