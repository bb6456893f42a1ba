/// Judges the packages of the rpm family: which rows of an advisory database speak of a build
/// (product, architecture, module), and what they add up to.
///
/// [RpmRules] is the way in; what the rules mean stands with [ImageProducts] (products),
/// [InstalledModule] (modules), [RpmVersions] (versions of CentOS) and [RpmJudge] (the decision).
@NullMarked
package io.breakwater.advisor.rpm;

import org.jspecify.annotations.NullMarked;
