package io.netraven.model.credential;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Timestamps;
import io.netraven.model.device.Device;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a credential on one device. The store keeps it up to date. */
@Entity
@Table(
        name = "device_credentials",
        comment = "What is known of a credential on one device",
        indexes = @Index(name = "ix_device_credentials_credential_id", columnList = "credential_id"))
@IdClass(DeviceCredentialId.class)
public class DeviceCredential {

    @Id
    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "device_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_device_credentials_device",
                            foreignKeyDefinition = "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE CASCADE"))
    private Device device;

    @Id
    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "credential_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_device_credentials_credential",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (credential_id) REFERENCES credentials (id) ON DELETE CASCADE"))
    private Credential credential;

    @Column(name = "success_count", nullable = false, options = "DEFAULT 0")
    private long successCount;

    @Column(name = "failure_count", nullable = false, options = "DEFAULT 0")
    private long failureCount;

    @Column(name = "last_success")
    private @Nullable Instant lastSuccess;

    @Column(name = "last_rejection")
    private @Nullable Instant lastRejection;

    @Column(name = "updated_at", nullable = false, options = "DEFAULT now()")
    private Instant updatedAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceCredential() {}

    public DeviceCredential(Device device, Credential credential) {
        this.device = device;
        this.credential = credential;
        updatedAt = Timestamps.now();
    }

    public Device getDevice() {
        return device;
    }

    public Credential getCredential() {
        return credential;
    }

    public long getSuccessCount() {
        return successCount;
    }

    public long getFailureCount() {
        return failureCount;
    }

    public @Nullable Instant getLastSuccess() {
        return lastSuccess;
    }

    public void setLastSuccess(@Nullable Instant lastSuccess) {
        this.lastSuccess = lastSuccess;
    }

    public @Nullable Instant getLastRejection() {
        return lastRejection;
    }

    public void setLastRejection(@Nullable Instant lastRejection) {
        this.lastRejection = lastRejection;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    @PreUpdate
    void touch() {
        updatedAt = Timestamps.now();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceCredential that
                && device.equals(that.getDevice())
                && credential.equals(that.getCredential());
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, credential);
    }

    /** Names class and key only, so that no column's content reaches a log. */
    @Override
    public String toString() {
        return "DeviceCredential[" + device.getId() + "/" + credential.getId() + "]";
    }
}
