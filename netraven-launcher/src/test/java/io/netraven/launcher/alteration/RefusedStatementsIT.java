package io.netraven.launcher.alteration;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** What {@link RefusedStatementsTest} tries with a sample. */
@Tag("long")
class RefusedStatementsIT extends RefusedStatementsTest {

    static List<Refusable> facts() {
        return Refusable.all();
    }
}
