/// `/api/v2`: users, service IDs, API keys, roles and the audit trail, as JSON. Thin: the rules
/// are those of [io.breakwater.accounts.management].
@NullMarked
package io.breakwater.api.accounts;

import org.jspecify.annotations.NullMarked;
