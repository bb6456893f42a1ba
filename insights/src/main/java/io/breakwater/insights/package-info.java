/// Questions across all images, under `/api/v2`: where an issue is, why, what to do about it, what
/// changed since.
@NullMarked
package io.breakwater.insights;

import org.jspecify.annotations.NullMarked;
