/**
 * The Python classes below {@code generated/}, made from the plugin's schemas: what they are
 * called, what they check, and how they reach the disk.
 *
 * <p>The way is one pass: {@link dev.dvp.core.codegen.GeneratedClasses#of} reads each definition
 * into {@code PythonClass} values, whose checks are the schema's own keywords cut down to what the
 * Python side ({@code checks_.py}, a template without placeholders) knows; templates turn them into
 * text; {@link dev.dvp.core.codegen.GeneratedClassesWriter} brings a source folder up to date. A
 * new keyword is a line in {@code CheckReader} or {@code ScalarKeywords} and a function in {@code
 * checks_.py}.
 */
@NullMarked
package dev.dvp.core.codegen;

import org.jspecify.annotations.NullMarked;
