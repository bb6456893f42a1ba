/// The pluggable scanner API of Harbor, version 1.2 (goharbor/pluggable-scanner-spec,
/// `scanner-adapter-openapi-v1.2.yaml`), under `/api/harbor/api/v1`: an existing Harbor asks
/// Breakwater to look at images that lie in Harbor's own registry.
@NullMarked
package io.breakwater.assessments.harbor;

import org.jspecify.annotations.NullMarked;
