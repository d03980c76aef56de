/** Who may log in. */
@NullMarked
package dev.dvp.localengine.users;

import org.jspecify.annotations.NullMarked;
