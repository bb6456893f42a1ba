/// Builders of package databases as package managers write them.
///
/// ```java
/// var status = new DpkgStatus().add("libssl3", "3.0.11-1~deb12u1", "amd64").source("openssl");
/// new LayerBuilder().file(DpkgStatus.PATH, status.render());
/// ```
@NullMarked
package io.breakwater.testkit.packages;

import org.jspecify.annotations.NullMarked;
