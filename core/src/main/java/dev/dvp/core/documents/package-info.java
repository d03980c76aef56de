/**
 * YAML and JSON files as trees that remember where each value and key stands, and JSON Schemas run
 * over such trees. It knows nothing of plugins: what goes wrong is a {@link
 * dev.dvp.core.documents.Problem} or a {@link dev.dvp.core.documents.SchemaFinding}, which the
 * manifest and the schema translate into their own rules and words.
 */
@NullMarked
package dev.dvp.core.documents;

import org.jspecify.annotations.NullMarked;
