/// Builders of fixtures (images, package databases, feeds) and fakes. Independent of the
/// product's modules
/// on purpose: a mistake in a parser cannot hide in the builder of its input.
@NullMarked
package io.breakwater.testkit;

import org.jspecify.annotations.NullMarked;
