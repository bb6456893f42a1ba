/// SPDX 2.3 documents in JSON (SPDX specification 2.3; JSON schema `spdx-schema.json`): the bill
/// of materials.
@NullMarked
package io.breakwater.reports.spdx;

import org.jspecify.annotations.NullMarked;
