package io.netraven.launcher.internal.cli;

import io.netraven.credentials.RotationProgress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar. The only class that knows the library. */
final class RotationBar implements RotationWatch {

    private static final int WIDTH = 80;
    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar;

    RotationBar(PrintStream err) {
        bar = new ProgressBarBuilder()
                .setTaskName("rotating")
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" rows", 1)
                .showSpeed()
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                // Its width is given: to ask the terminal takes another library, which needs native code.
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
    }

    @Override
    public void accept(RotationProgress progress) {
        bar.setExtraMessage(" " + progress.table());
        bar.maxHint(progress.total());
        bar.stepTo(progress.rows());
    }

    @Override
    public void close() {
        bar.close();
    }
}
