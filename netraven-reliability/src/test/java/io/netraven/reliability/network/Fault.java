package io.netraven.reliability.network;

import java.io.IOException;
import java.time.Duration;

/** What happens to a connection when a message comes by. */
enum Fault {
    RESET(Kind.CUT, "both sides get a reset, and the message is lost") {
        @Override
        void strike(Link link, Side from, Message message) throws IOException {
            link.reset(Side.CLIENT);
            link.reset(Side.SERVER);
        }
    },
    CLOSED(Kind.CUT, "both sides see the end of the connection, and the message is lost") {
        @Override
        void strike(Link link, Side from, Message message) {
            link.close();
        }
    },
    ANSWER_LOST(Kind.CUT, "the message gets through, and nothing after it") {
        @Override
        void strike(Link link, Side from, Message message) throws IOException {
            link.pass(from, message);
            link.mute(true);
            link.end(Side.SERVER);
            link.end(Side.CLIENT);
        }
    },
    SILENT(Kind.STALLED, "nothing gets through any more, and nobody is told") {
        @Override
        void strike(Link link, Side from, Message message) {
            link.mute(false);
            link.losesTheServerLater();
        }
    },
    SERVER_GONE(Kind.HALF_OPEN, "the server gets a reset, and the client is not told") {
        @Override
        void strike(Link link, Side from, Message message) throws IOException {
            link.mute(false);
            link.reset(Side.SERVER);
        }
    },
    CLIENT_GONE(Kind.HALF_OPEN, "the client gets a reset, and the server is not told") {
        @Override
        void strike(Link link, Side from, Message message) throws IOException {
            link.mute(false);
            link.losesTheServerLater();
            link.reset(Side.CLIENT);
        }
    },
    LATE(Kind.DELAYED, "the message is late") {
        @Override
        void strike(Link link, Side from, Message message) throws IOException {
            link.pause(LATENESS);
            link.pass(from, message);
        }
    };

    /** Less than the client's patience. */
    private static final Duration LATENESS = Duration.ofMillis(400);

    private final Kind kind;
    private final String words;

    Fault(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    abstract void strike(Link link, Side from, Message message) throws IOException;

    Kind kind() {
        return kind;
    }

    boolean leavesSomebodyUntold() {
        return kind == Kind.STALLED || kind == Kind.HALF_OPEN;
    }

    /** For who repeats a trial. */
    String words() {
        return words;
    }
}
