/// Benchmarks: JMH for parts; whole-process scripts stand beside this module's pom.
@NullMarked
package io.breakwater.bench;

import org.jspecify.annotations.NullMarked;
