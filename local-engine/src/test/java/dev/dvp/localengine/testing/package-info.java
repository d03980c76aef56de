/** What several tests need: artifacts to upload, and a client to upload them with. */
@NullMarked
package dev.dvp.localengine.testing;

import org.jspecify.annotations.NullMarked;
