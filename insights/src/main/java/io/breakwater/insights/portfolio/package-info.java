/// All tagged images: lists of images and issues, the search, the overview. Of namespaces that the
/// caller may see, and of no others: what is elsewhere is neither named nor counted.
@NullMarked
package io.breakwater.insights.portfolio;

import org.jspecify.annotations.NullMarked;
