/// Judges the configuration of what is inside an image: applications by their option files, the
/// system by its own. One package for each application holds its parser, which follows the real
/// program, and its checks; package `judgement` registers them.
@NullMarked
package io.breakwater.configuration;

import org.jspecify.annotations.NullMarked;
