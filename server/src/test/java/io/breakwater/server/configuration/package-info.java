@NullMarked
package io.breakwater.server.configuration;

import org.jspecify.annotations.NullMarked;
