package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of several that can be chosen.
 *
 * @param key what the form sends
 * @param label what the user sees
 * @param value what it stands for
 */
record Option(String key, String label, JsonNode value) {}
