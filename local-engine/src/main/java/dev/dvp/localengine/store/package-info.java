/**
 * What the engine remembers: installed plugins, actions, jobs with their events, users. Tables in
 * one SQLite file; everything that changes does so in a transaction.
 */
@NullMarked
package dev.dvp.localengine.store;

import org.jspecify.annotations.NullMarked;
