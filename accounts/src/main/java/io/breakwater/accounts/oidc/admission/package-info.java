/// Whom a provider signed in becomes somebody here, with the roles of their groups.
@NullMarked
package io.breakwater.accounts.oidc.admission;

import org.jspecify.annotations.NullMarked;
