package io.netraven.reliability.network;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the two streams of one connection apart into messages. The client's first ones have no type, and to a question
 * for encryption the server answers with a single byte. One thread for each stream.
 */
final class Framing {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_ENCRYPTION_REQUEST = 80877104;

    private final DataInputStream client;
    private final DataInputStream server;
    private final AtomicBoolean byteIsDue = new AtomicBoolean();
    private boolean started;

    Framing(DataInputStream client, DataInputStream server) {
        this.client = client;
        this.server = server;
    }

    /** The next message of a side, empty at its end. */
    Optional<Message> next(Side side) throws IOException {
        int first = (side == Side.CLIENT ? client : server).read();
        if (first < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(side == Side.CLIENT ? ofClient(first) : ofServer(first));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private Message ofClient(int first) throws IOException {
        if (started) {
            return typed(first, client);
        }
        int length = first << 24 | client.readUnsignedByte() << 16 | client.readUnsignedShort();
        byte[] bytes = new byte[length];
        client.readFully(ByteBuffer.wrap(bytes).putInt(length).array(), Integer.BYTES, length - Integer.BYTES);
        int code = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
        boolean asks = code == SSL_REQUEST || code == GSS_ENCRYPTION_REQUEST;
        started = !asks;
        byteIsDue.set(asks);
        return Message.untyped(bytes);
    }

    private Message ofServer(int first) throws IOException {
        return byteIsDue.getAndSet(false) ? Message.untyped((byte) first) : typed(first, server);
    }

    private static Message typed(int type, DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = new byte[1 + length];
        ByteBuffer.wrap(bytes).put((byte) type).putInt(length);
        in.readFully(bytes, 1 + Integer.BYTES, length - Integer.BYTES);
        return Message.typed(bytes);
    }
}
