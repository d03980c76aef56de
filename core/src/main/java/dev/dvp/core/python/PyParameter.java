package dev.dvp.core.python;

import java.util.Optional;

/**
 * A parameter of a function or a lambda.
 *
 * @param name the name, without stars
 * @param kind how an argument may reach it
 * @param annotation its annotation, if any
 * @param defaultValue its default, if any
 * @param span where its name and annotation stand
 */
public record PyParameter(
    String name,
    ParameterKind kind,
    Optional<PyExpression> annotation,
    Optional<PyExpression> defaultValue,
    Span span) {}
