package io.netraven.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the page when the last trial has ended: beside the results, and with {@code -Dnetraven.docs.write=true} into
 * docs/ itself.
 */
public final class ReportListener implements TestExecutionListener {

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Path results = Trials.FOLDER;
        if (!Files.isDirectory(results)) {
            return;
        }
        String page = ReportPage.with(results, Trials.tried(), ReportPage.read(ReportPage.FILE));
        try {
            Files.writeString(results.resolve("reliability.md"), page, UTF_8);
            if (Boolean.getBoolean("netraven.docs.write")) {
                Files.writeString(ReportPage.FILE, page, UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
