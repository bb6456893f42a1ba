/// Profiles: which server, and the login state there, in files that only their owner may read.
@NullMarked
package io.breakwater.cli.cr.profile;

import org.jspecify.annotations.NullMarked;
