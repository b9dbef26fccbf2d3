package io.netraven.model.value;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * The address of one host, IPv4 or IPv6, in an {@code inet} column. No name is ever looked up, and neither a network
 * mask nor a zone id is accepted. The text is kept in one form (RFC 5952), so two spellings of an address are equal.
 * Immutable.
 *
 * @param text the address in its canonical form
 */
public record IpAddress(String text) {

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when the text is no address of a host
     */
    public IpAddress {
        text = AddressText.canonical(text);
    }

    /** Returns the canonical text. */
    @Override
    public String toString() {
        return text;
    }

    /** Binds {@link IpAddress} as {@code inet}. */
    @Converter
    public static final class AsInet implements AttributeConverter<IpAddress, Object> {

        public AsInet() {}

        @Override
        public Object convertToDatabaseColumn(@Nullable IpAddress address) {
            return TypedObject.of("inet", address == null ? null : address.text());
        }

        @Override
        public @Nullable IpAddress convertToEntityAttribute(@Nullable Object stored) {
            String text = TypedObject.textOf(stored);
            return text == null ? null : new IpAddress(text);
        }
    }
}
