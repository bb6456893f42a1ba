/// `--format`: the part of Go's `text/template` that lists need.
///
/// A [Template] is parsed once into nodes and expressions and rendered for each image over
/// [io.breakwater.cli.cr.json.JsonValue]s.
@NullMarked
package io.breakwater.cli.cr.template;

import org.jspecify.annotations.NullMarked;
