/// `breakwater cr`: the client of a server's interfaces, in the words of the original's plug-in.
///
/// One class a command; [io.breakwater.cli.cr.Connection] finds out which server and who asks.
@NullMarked
package io.breakwater.cli.cr;

import org.jspecify.annotations.NullMarked;
