/// Every format in which a report can be written, by its word and its media type.
@NullMarked
package io.breakwater.reports.formats;

import org.jspecify.annotations.NullMarked;
