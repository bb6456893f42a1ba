/// Servers of the tests in processes of their own, and the stores that several of them share.
@NullMarked
package io.breakwater.server.installation;

import org.jspecify.annotations.NullMarked;
