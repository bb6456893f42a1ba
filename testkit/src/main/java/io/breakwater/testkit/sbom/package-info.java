/// Builders of bills of materials as Syft and Trivy write them.
///
/// ```java
/// Bill.of(BillTool.TRIVY, "almalinux", "8.10")
///     .rpm("nodejs-1:18.9.1-1.el8.x86_64", "nodejs:18:8070020221108:1", "AlmaLinux")
///     .cycloneDx("1.6");
/// ```
@NullMarked
package io.breakwater.testkit.sbom;

import org.jspecify.annotations.NullMarked;
