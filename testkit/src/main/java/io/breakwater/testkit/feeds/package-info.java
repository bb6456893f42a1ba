/// Builders of folders of advisory feeds, in the publishers' own formats.
///
/// ```java
/// new FeedFolderBuilder()
///     .alpine("v3.20", "main", "busybox", "1.36.1-r29", "CVE-2023-42366")
///     .debianFixed("openssl", "CVE-2024-1", "bookworm", "3.0.13-1~deb12u1")
///     .writeTo(dir, Packing.GZIP);
/// ```
@NullMarked
package io.breakwater.testkit.feeds;

import org.jspecify.annotations.NullMarked;
