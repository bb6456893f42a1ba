/// Tables of the documentation that the program knows better.
@NullMarked
package io.breakwater.server.documents;

import org.jspecify.annotations.NullMarked;
