/// Apache HTTP Server: its configuration read as `server/config.c` reads it, and the checks of it.
///
/// A [Layout] tells where a distribution keeps the files and which modules are built in, a
/// [TreeReader] makes the tree of directives (includes, conditions, variables, macros), a
/// [Validation] refuses what httpd refuses, a [Httpd] holds servers and sections with the values
/// in force, and the `*Checks` judge them. [ApacheSubject] brings them together.
@NullMarked
package io.breakwater.configuration.apache;

import org.jspecify.annotations.NullMarked;
