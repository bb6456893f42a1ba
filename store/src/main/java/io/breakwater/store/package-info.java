/// Where a registry keeps what it was given: content (package `blobs`) and what is known of it
/// (package `metadata`). Knows no HTTP.
///
/// What a call has acknowledged survives the end of the process and of the machine at any instant
/// after it: content is synced before metadata names it, and metadata changes in one transaction.
@NullMarked
package io.breakwater.store;

import org.jspecify.annotations.NullMarked;
