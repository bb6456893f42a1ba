/// The OpenSSH server: `sshd_config` as its `servconf.c` reads it, and checks of what comes out.
/// [SshdReader] follows files and includes, [Keyword] knows the settings, [MatchBlock] the blocks,
/// [SshdConfiguration] says which value counts.
@NullMarked
package io.breakwater.configuration.ssh;

import org.jspecify.annotations.NullMarked;
