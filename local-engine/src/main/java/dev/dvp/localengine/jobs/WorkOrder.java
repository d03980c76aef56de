package dev.dvp.localengine.jobs;

import java.util.Optional;

/**
 * Work to be done in the background.
 *
 * @param key what it works on: work of one key is done one after the other, in the order of arrival
 * @param type what kind of work, for example {@code TOOLKIT_UPLOAD}
 * @param title the same for people
 * @param jobTarget the job's target when it tells of its progress as a job, else nothing
 * @param task what to do
 */
public record WorkOrder(
    String key, String type, String title, Optional<String> jobTarget, Task task) {}
