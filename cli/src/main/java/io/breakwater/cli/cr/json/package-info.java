/// JSON of a server, as values: read within limits, written for people or for programs.
@NullMarked
package io.breakwater.cli.cr.json;

import org.jspecify.annotations.NullMarked;
