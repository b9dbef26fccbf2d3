package io.netraven.reliability.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** A message of PostgreSQL's protocol (manual, 54.7). */
final class Message {

    private static final char UNTYPED = 0;
    private static final char COMMAND_COMPLETE = 'C';
    private static final int HEADER = 5;

    private final char type;
    private final byte[] bytes;

    private Message(char type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** A message from the time before messages have types. */
    static Message untyped(byte... bytes) {
        return new Message(UNTYPED, bytes);
    }

    /** A message whose first byte tells what it is. */
    static Message typed(byte... bytes) {
        return new Message((char) bytes[0], bytes);
    }

    /** The server's word that a transaction is there to stay. */
    boolean isCommitted() {
        return type == COMMAND_COMPLETE && new String(bytes, HEADER, bytes.length - HEADER - 1, UTF_8).equals("COMMIT");
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** Its type and length. */
    @Override
    public String toString() {
        return (type == UNTYPED ? "untyped" : String.valueOf(type)) + ", " + bytes.length + " bytes";
    }
}
