/// Benchmarks of parts with JMH, run by `bench/jmh.sh [NAME…]`; whole-process scripts stand beside
/// this module's pom. All material is made by code, the same every time.
@NullMarked
package io.breakwater.bench;

import org.jspecify.annotations.NullMarked;
