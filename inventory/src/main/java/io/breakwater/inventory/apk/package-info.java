/// The package database of Alpine and other distributions that use apk.
@NullMarked
package io.breakwater.inventory.apk;

import org.jspecify.annotations.NullMarked;
