/// Images: lists with verdicts, tags, inspection and deletion.
@NullMarked
package io.breakwater.management.images;

import org.jspecify.annotations.NullMarked;
