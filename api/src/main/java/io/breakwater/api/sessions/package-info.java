/// `/api/v2/session` and `/api/v2/login`: how browsers log in, who is logged in and may do what,
/// and how they log out.
@NullMarked
package io.breakwater.api.sessions;

import org.jspecify.annotations.NullMarked;
