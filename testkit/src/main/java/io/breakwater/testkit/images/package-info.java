/// Builders of images: layers, manifests, indexes, layouts and archives, sound or damaged on
/// purpose.
///
/// ```java
/// var base = new LayerBuilder().file("etc/os-release", "ID=debian\n").build(GZIP);
/// new ImageBuilder().layer(base, "ADD rootfs").writeOciLayout(dir, "debian");
/// ```
@NullMarked
package io.breakwater.testkit.images;

import org.jspecify.annotations.NullMarked;
