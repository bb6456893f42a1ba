/// CycloneDX 1.6 documents (ECMA-424, JSON schema `bom-1.6.schema.json`): the bill of materials,
/// alone or with vulnerabilities and what VEX says of them.
@NullMarked
package io.breakwater.reports.cyclonedx;

import org.jspecify.annotations.NullMarked;
