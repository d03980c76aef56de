package dev.dvp.localengine.store;

/**
 * Why something was refused or did not work, in the engine's terms.
 *
 * @param code a stable message code, for example {@code exception.toolkit.build.number.lower}
 * @param details what is wrong, in whole sentences
 * @param action what the user can do about it
 */
public record Failure(String code, String details, String action) {}
