package dev.dvp.core.runtime;

/**
 * One package among an artifact's runtime packages.
 *
 * @param name its name, normalised as PEP 503 has it
 * @param version its version, normalised as PEP 440 has it
 * @param file the wheel's file name
 * @param sha256 the wheel's SHA-256, in lower-case hexadecimal
 * @param licence what the package says of its licence: an SPDX expression or other words; empty
 *     when it says nothing
 */
public record RuntimePackage(
    String name, String version, String file, String sha256, String licence) {}
