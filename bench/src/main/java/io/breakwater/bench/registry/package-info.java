/// A load driver for registries on this machine: what `bench/registry.sh` runs. It speaks the
/// distribution API over plain connections of its own, so that it costs little beside the server,
/// and reads the server's CPU and memory from `/proc`.
@NullMarked
package io.breakwater.bench.registry;

import org.jspecify.annotations.NullMarked;
