/// Judges MySQL and MariaDB servers: [OptionFiles] reads their option files as the servers do,
/// [OptionNames] knows their options, [Options] makes the effective settings of them, and the rules
/// judge those. [MySql] is the way in.
@NullMarked
package io.breakwater.configuration.mysql;

import org.jspecify.annotations.NullMarked;
