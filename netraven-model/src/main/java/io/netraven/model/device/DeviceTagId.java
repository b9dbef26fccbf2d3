package io.netraven.model.device;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of {@link DeviceTag}. No record, because EclipseLink makes one empty and fills its fields. Immutable
 * otherwise.
 */
public class DeviceTagId implements Serializable {

    private static final long serialVersionUID = 1L;

    private UUID device;
    private UUID tag;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DeviceTagId() {}

    public DeviceTagId(UUID device, UUID tag) {
        this.device = device;
        this.tag = tag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceTagId that && device.equals(that.device) && tag.equals(that.tag);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, tag);
    }

    @Override
    public String toString() {
        return device + "/" + tag;
    }
}
