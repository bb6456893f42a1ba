package io.breakwater.accounts.management;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Grants;
import java.net.InetAddress;

/// Who asks for something, and from where.
///
/// @param principal with the account worked in
/// @param address where the request came from
/// @param requestId the one in the log and the answer
public record Caller(Principal principal, Grants grants, InetAddress address, String requestId) {}
