/// Who there is: users, service IDs, their keys and roles, as a store keeps them.
@NullMarked
package io.breakwater.accounts.directory;

import org.jspecify.annotations.NullMarked;
