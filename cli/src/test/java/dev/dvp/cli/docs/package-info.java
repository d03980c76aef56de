/**
 * Runs what the documentation shows. Every page below {@code docs/} and the README is one session
 * of a shell:
 *
 * <ul>
 *   <li>{@code ```sh} blocks are run; each line has to succeed;
 *   <li>{@code ```console} blocks hold commands after {@code $ } and below each what it prints,
 *       which is compared. A command that fails is followed by {@code $ echo $?};
 *   <li>a block with a file's name after its language, such as {@code ```yaml lab.yml}, writes that
 *       file; with {@code part} behind, the file has to hold these lines by now;
 *   <li>other blocks are only to be looked at.
 * </ul>
 *
 * <p>A comment {@code <!-- world: NAME -->} in a page says where its session begins (see {@link
 * dev.dvp.cli.docs.World}), {@code <!-- needs: PROGRAM PROGRAM -->} what has to be on the PATH for
 * it, {@code <!-- ends as: NAME -->} that its reader ends in the folder of a plugin that is {@code
 * docs/examples/NAME}, and {@code <!-- not run: WHY -->} above a block leaves that block out.
 * {@code -Ddvp.golden=write} writes what commands print into the pages.
 */
@org.jspecify.annotations.NullMarked
package dev.dvp.cli.docs;
