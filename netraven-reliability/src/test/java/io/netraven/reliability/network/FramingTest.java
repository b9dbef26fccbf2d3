package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final String SSL_REQUEST = "0000000804d2162f";
    private static final String STARTUP = "0000000900030000" + "00";
    private static final String QUERY = "5100000006" + "4100";
    private static final String COMMITTED = "430000000b" + "434f4d4d495400";

    private static Framing of(String client, String server) {
        return new Framing(stream(client), stream(server));
    }

    private static DataInputStream stream(String hex) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }

    private static String next(Framing framing, Side side) throws IOException {
        return framing.next(side).map(Message::toString).orElse("end");
    }

    @Test
    void messagesHaveNoTypeUntilTheStartupMessage() throws IOException {
        Framing framing = of(SSL_REQUEST + STARTUP + QUERY, "4e" + COMMITTED);
        assertThat(next(framing, Side.CLIENT)).isEqualTo("untyped, 8 bytes");
        assertThat(next(framing, Side.SERVER)).isEqualTo("untyped, 1 bytes");
        assertThat(next(framing, Side.CLIENT)).isEqualTo("untyped, 9 bytes");
        assertThat(next(framing, Side.CLIENT)).isEqualTo("Q, 7 bytes");
        assertThat(next(framing, Side.CLIENT)).isEqualTo("end");
        assertThat(framing.next(Side.SERVER)).map(Message::isCommitted).isEqualTo(Optional.of(true));
    }

    @Test
    void whatIsCutOffIsTheEnd() throws IOException {
        Framing framing = of(STARTUP, COMMITTED.substring(0, COMMITTED.length() - 2));
        assertThat(next(framing, Side.CLIENT)).startsWith("untyped");
        assertThat(next(framing, Side.SERVER)).isEqualTo("end");
    }
}
