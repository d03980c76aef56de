package dev.dvp.core.diagnostics;

/**
 * What every rule has, however it is reported.
 *
 * @param id the stable id: a group's letter and three digits
 * @param title a short name in words and dashes, unique over all rules
 * @param severity how bad a finding is unless the user says otherwise, never {@link Severity#OFF}
 */
public record RuleIdentity(String id, String title, Severity severity) {}
