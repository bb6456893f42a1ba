/// Clients with the retries of ordinary ones, which know what has to be there.
@NullMarked
package io.breakwater.server.clients;

import org.jspecify.annotations.NullMarked;
