/// Descriptions of the interfaces for programs (OpenAPI 3.1), each kept beside the routes that it
/// describes.
@NullMarked
package io.breakwater.api.description;

import org.jspecify.annotations.NullMarked;
