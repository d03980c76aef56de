/** Findings as text, JSON, SARIF and workflow commands. */
@NullMarked
package dev.dvp.cli.report;

import org.jspecify.annotations.NullMarked;
