@org.jspecify.annotations.NullUnmarked
package io.breakwater.configuration.sudo;
