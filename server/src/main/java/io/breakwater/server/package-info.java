/// The registry as a process: [RegistryServer] puts together what `configuration` asks for,
/// starts it and stops it.
///
/// | package | what lives there |
/// |---|---|
/// | `configuration` | what an operator may set |
/// | `background` | work beside the requests |
/// | `health` | whether it can work, and what is missing |
/// | `metrics` | what is counted |
/// | `logging` | what is said |
@NullMarked
package io.breakwater.server;

import org.jspecify.annotations.NullMarked;
