/// Inventories of layers, made while they are uploaded ([LayerIntake]) or from the store
/// ([LayerInventories]).
///
/// The bytes of an upload pass through a bounded pipe to a thread of its own, which decompresses
/// them and reads the tar. An upload never waits for that longer than its patience: what does not
/// fit into the pipe is read from the store once the upload has ended, from where the reader came
/// to.
///
/// **Platform threads.** Reading a layer is work of the processor, and virtual threads are not
/// preempted: as many readers as there are processors would keep every request waiting.
@NullMarked
package io.breakwater.registry.verdicts.layers;

import org.jspecify.annotations.NullMarked;
