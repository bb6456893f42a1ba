/// The routes: what is asked for over HTTP becomes calls of `registry` and `accounts`, and what
/// those say becomes answers. Holds no logic of its own.
///
/// | package | what lives there |
/// |---|---|
/// | `access` | who asks; what each route needs; the guard between |
/// | `distribution` | the OCI distribution specification, `/v2/` |
/// | `identity` | tokens, `/oauth/token` and `/identity/token` |
/// | `management` | namespaces and their settings, `/api/` |
/// | `accounts` | users, service IDs, keys, roles, the audit trail, login through a provider |
/// | `sessions` | logins of browsers, `/api/v2/session` |
/// | `operation` | `/livez`, `/readyz`, `/metrics` |
/// | `errors` | refusals, and which status goes with what |
@NullMarked
package io.breakwater.api;

import org.jspecify.annotations.NullMarked;
