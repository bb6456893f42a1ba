/// Checks of the system itself: accounts, by passwd(5), shadow(5) and group(5); the rules for
/// passwords, by login.defs(5) and PAM; permissions of files; the user that the image runs as;
/// secrets left in it. Each subject has its parser and a table of rules.
@NullMarked
package io.breakwater.configuration.system;

import org.jspecify.annotations.NullMarked;
