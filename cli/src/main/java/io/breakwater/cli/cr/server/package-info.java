/// The client side of a server's interfaces: addresses, trust, who one is, requests and what their
/// answers mean.
@NullMarked
package io.breakwater.cli.cr.server;

import org.jspecify.annotations.NullMarked;
