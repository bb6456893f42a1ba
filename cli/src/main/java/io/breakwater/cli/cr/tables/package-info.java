/// What lists look like: columns, times ago and sizes, in the words of the original's plug-in.
@NullMarked
package io.breakwater.cli.cr.tables;

import org.jspecify.annotations.NullMarked;
