package io.netraven.launcher.internal.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar. The only class that knows the library. */
final class ProgressLine implements ProgressWatch {

    private static final int WIDTH = 80;
    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar;

    /**
     * Shows the bar.
     *
     * @param task what is done, in a word
     */
    ProgressLine(PrintStream err, String task) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" rows", 1)
                .showSpeed()
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                // Its width is given: to ask the terminal takes another library, which needs native code.
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
    }

    @Override
    public void accept(Progress progress) {
        bar.setExtraMessage(" " + progress.table());
        // Less than zero: not known.
        bar.maxHint(progress.total().orElse(-1));
        bar.stepTo(progress.rows());
    }

    @Override
    public void close() {
        bar.close();
    }
}
