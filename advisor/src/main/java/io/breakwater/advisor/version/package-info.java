/// How the package managers order versions: dpkg, apk and rpm, without running them.
///
/// The package managers themselves are the oracles of the tests.
@NullMarked
package io.breakwater.advisor.version;

import org.jspecify.annotations.NullMarked;
