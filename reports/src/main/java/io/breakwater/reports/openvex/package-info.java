/// OpenVEX 0.2.0 documents (OpenVEX specification; JSON schema `openvex_json_schema.json`).
@NullMarked
package io.breakwater.reports.openvex;

import org.jspecify.annotations.NullMarked;
