/// Judges the configuration of NGINX.
///
/// [Tokens] makes words of a file as `ngx_conf_file.c` does, [TreeReader] follows includes and
/// refuses what the server would refuse by the command tables of its modules ([DirectiveTable],
/// [Values], [Rules]), [Site] answers which value holds where, and the checks ([TlsChecks],
/// [HeaderChecks], [AccessChecks], [RequestChecks], [ServerChecks]) are tables over it.
@NullMarked
package io.breakwater.configuration.nginx;

import org.jspecify.annotations.NullMarked;
