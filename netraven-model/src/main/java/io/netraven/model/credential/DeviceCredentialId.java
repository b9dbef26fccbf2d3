package io.netraven.model.credential;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of {@link DeviceCredential}. No record, because EclipseLink makes one empty and fills its fields. Immutable
 * otherwise.
 */
public class DeviceCredentialId implements Serializable {

    private static final long serialVersionUID = 1L;

    private UUID device;
    private UUID credential;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DeviceCredentialId() {}

    public DeviceCredentialId(UUID device, UUID credential) {
        this.device = device;
        this.credential = credential;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceCredentialId that
                && device.equals(that.device)
                && credential.equals(that.credential);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, credential);
    }

    @Override
    public String toString() {
        return device + "/" + credential;
    }
}
