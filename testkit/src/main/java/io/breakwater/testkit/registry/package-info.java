/// A registry in the test's own process that serves, accepts, refuses and fails on order.
///
/// ```java
/// try (var registry = FakeRegistry.start()) {
///   registry.add("app", "1.0", new ImageBuilder().layer(layer).build());
///   registry.auth(new Auth.Bearer("user", "secret")).failFirst(2, 429, "1");
///   scan(registry.host() + "/app:1.0");
/// }
/// ```
@NullMarked
package io.breakwater.testkit.registry;

import org.jspecify.annotations.NullMarked;
