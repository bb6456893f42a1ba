/// The header blob of one package: an index of tags and the data behind it (rpm's
/// `lib/header.c`; "RPM Package File Structure, Header Structure" of the Linux Standard Base).
@NullMarked
package io.breakwater.rpmdb.header;

import org.jspecify.annotations.NullMarked;
