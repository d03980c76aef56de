package dev.dvp.core.runtime.index;

import java.util.Optional;

/**
 * A file that a wheelhouse or an index has of a package; it need not be a wheel.
 *
 * @param name the file's name
 * @param origin where it can be had
 * @param sha256 its SHA-256 in lower-case hexadecimal, when the index tells it
 * @param requiresPython the Pythons that it is for, as it was written; empty when nothing is said
 * @param isYanked whether its authors withdrew it (PEP 592)
 */
public record ListedFile(
    String name, Origin origin, Optional<String> sha256, String requiresPython, boolean isYanked) {}
