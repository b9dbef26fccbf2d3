package io.netraven.reliability.process;

import io.netraven.launcher.testing.State;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecrets;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** An empty database gets NetRaven's schema, and then its first data key. */
record InitOperation(Path folder) implements Operation {

    private static final Template EMPTY = new Template("empty", nothing -> {});

    @Override
    public String name() {
        return "init";
    }

    @Override
    public Template before() {
        return EMPTY;
    }

    @Override
    public List<String> arguments() {
        return List.of("init", SampleSecrets.masterKeyOption(folder));
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Left check(Target target) throws SQLException {
        try (Connection connection = target.dataSource().getConnection()) {
            if (State.of(connection) == State.AS_BEFORE) {
                return Left.AS_BEFORE;
            }
            return StoredSecrets.keys(connection).isEmpty() ? Left.ON_THE_WAY : Left.COMPLETE;
        }
    }
}
