/// Several servers over the same stores, of which one after the other is killed: clients with
/// ordinary retries notice nothing but time.
@NullMarked
package io.breakwater.server.replicas;

import org.jspecify.annotations.NullMarked;
