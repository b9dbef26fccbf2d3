package io.netraven.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PGobject;

class IpAddressTest {

    private final IpAddress.AsInet converter = new IpAddress.AsInet();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "255.255.255.255"})
    void keepsIpv4AsItIs(String text) {
        assertThat(new IpAddress(text).text()).isEqualTo(text);
    }

    /** The examples of RFC 5952 and RFC 4291 among them. */
    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0DB8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "FE80::202:B3FF:FE1E:8329, fe80::202:b3ff:fe1e:8329",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:192.0.2.128, ::ffff:192.0.2.128",
        "::FFFF:c000:280, ::ffff:192.0.2.128",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void writesIpv6InOneForm(String text, String canonical) {
        assertThat(new IpAddress(text)).isEqualTo(new IpAddress(canonical)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "router.example.org",
                "face",
                "10.1",
                "10",
                "10.1.2.256",
                "10.1.2.03",
                "10.1.2.3.4",
                "10.1.2.3 ",
                "10.0.0.0/8",
                "10.1.2.3/32",
                "١٠.1.2.3",
                ":",
                ":::",
                ":1",
                "1:",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "fe80::1/64",
                "[::1]",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
            })
    void refusesWhatIsNoAddressOfAHost(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpAddress(text))
                .withMessageStartingWith("\"" + text + "\" is no address of a host");
    }

    @Test
    void isBoundAsInet() {
        assertThat(converter.convertToDatabaseColumn(new IpAddress("::1")))
                .isInstanceOfSatisfying(PGobject.class, bound -> {
                    assertThat(bound.getType()).isEqualTo("inet");
                    assertThat(bound.getValue()).isEqualTo("::1");
                });
    }

    @Test
    void bindsNullWithItsTypeToo() {
        assertThat(converter.convertToDatabaseColumn(null)).isInstanceOfSatisfying(PGobject.class, bound -> {
            assertThat(bound.getType()).isEqualTo("inet");
            assertThat(bound.getValue()).isNull();
        });
    }

    @Test
    void comesBackFromWhatTheDriverReturns() {
        assertThat(converter.convertToEntityAttribute(TypedObject.of("inet", "10.1.2.3")))
                .isEqualTo(new IpAddress("10.1.2.3"));
        assertThat(converter.convertToEntityAttribute(null)).isNull();
    }
}
