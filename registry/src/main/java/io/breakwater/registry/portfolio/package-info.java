/// All tagged images with what is said of them, in the memory of one server: the list of images,
/// the issues across images, the search and the overview are answered from it in milliseconds.
///
/// A [io.breakwater.registry.portfolio.Portfolio] has a row for each tag. It is told of each
/// judgement when that is made
/// ([io.breakwater.registry.verdicts.VerdictListener]), so that nothing is judged for it alone,
/// and of pushes and deletions by a [io.breakwater.registry.portfolio.PortfolioWatch], which also
/// holds it against the store. A question is asked of a
/// [io.breakwater.registry.portfolio.PortfolioView], which stays as it is while it is read.
///
/// Nothing unknown is called clean: a tag that names another manifest than before is UNSCANNED
/// until that is judged. What was said by advisories, a policy or exemptions that were replaced
/// since is shown as it was, marked as stale and not counted as judged, until the same image is
/// judged again; where that has not happened within an hour, it is UNSCANNED, too.
@NullMarked
package io.breakwater.registry.portfolio;

import org.jspecify.annotations.NullMarked;
