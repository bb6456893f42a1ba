/// Reads what Red Hat publishes into rows.
///
/// One [RedHatFeed] is what is remembered while its files are read, in this order: the products
/// of repositories, CSAF VEX documents, files of the Security Data API, OSV advisories.
///
/// | format | class | rows |
/// |---|---|---|
/// | `repository-to-cpe.json` | `RepositoryReader` | none: products of repositories |
/// | `cve-2024-1.json` (CSAF VEX) | `VexReader`, `VexDocument`, `VexRows` | all of its CVE |
/// | `CVE-2024-1.json` (Security Data) | `IssueReader` | unfixed source packages |
/// | `RHSA-2024:1.json` (OSV) | `AdvisoryReader` | fixed binary packages |
@NullMarked
package io.breakwater.advisories.redhat;

import org.jspecify.annotations.NullMarked;
