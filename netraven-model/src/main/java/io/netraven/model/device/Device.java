package io.netraven.model.device;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Envelope;
import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.identity.User;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.tag.Tag;
import io.netraven.model.value.IpAddress;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network device whose configuration is backed up. */
@Entity
@Table(
        name = "devices",
        comment = "Network devices whose configuration is backed up",
        indexes = {
            @Index(name = "ix_devices_hostname", columnList = "hostname"),
            @Index(name = "ix_devices_ip_address", columnList = "ip_address"),
            @Index(name = "ix_devices_device_type", columnList = "device_type"),
            @Index(name = "ix_devices_key_id", columnList = "key_id"),
            @Index(name = "ix_devices_owner_id", columnList = "owner_id")
        },
        check =
                @CheckConstraint(
                        name = "ck_devices_password_key",
                        constraint =
                                "password IS NULL OR (key_id IS NOT NULL AND substring(password from 5 for 16) = uuid_send(key_id))"))
@Cacheable(false)
public class Device extends RevisedEntity {

    @Column(name = "hostname", nullable = false, length = 255)
    private String hostname;

    @Column(
            name = "ip_address",
            nullable = false,
            columnDefinition = "inet",
            check =
                    @CheckConstraint(
                            name = "ck_devices_ip_address",
                            constraint = "ip_address = host(ip_address)::inet"),
            comment = "Address of a host, without a network mask")
    @Convert(converter = IpAddress.AsInet.class)
    private IpAddress ipAddress;

    @Column(
            name = "device_type",
            nullable = false,
            length = 50,
            comment = "Platform, such as cisco_ios or juniper_junos")
    private String deviceType;

    @Column(
            name = "port",
            nullable = false,
            options = "DEFAULT 22",
            check = @CheckConstraint(name = "ck_devices_port", constraint = "port >= 1 AND port <= 65535"),
            comment = "TCP port of the SSH service")
    private int port = 22;

    @Column(name = "username", length = 255, comment = "Login of this device alone, tried before any credential")
    private @Nullable String username;

    @Column(
            name = "password",
            check =
                    @CheckConstraint(
                            name = "ck_devices_password",
                            constraint = "octet_length(password) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(password from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope; the password that belongs to username")
    private byte @Nullable [] password;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(
            name = "key_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_devices_key",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (key_id) REFERENCES encryption_keys (id) ON DELETE RESTRICT"),
            comment = "The data key that password is encrypted under")
    private @Nullable EncryptionKey encryptionKey;

    @Version
    @Column(
            name = "version",
            nullable = false,
            options = "DEFAULT 0",
            comment = "Raised by every change of the content and by key rotation, not by counters")
    private long version;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(name = "last_backup_at")
    private @Nullable Instant lastBackupAt;

    @Column(
            name = "last_backup_status",
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_devices_last_backup_status",
                            constraint = "last_backup_status::text IN ('success', 'failure', 'pending')"))
    @Convert(converter = BackupResult.AsText.class)
    private @Nullable BackupResult lastBackupStatus;

    @Column(name = "enabled", nullable = false, options = "DEFAULT true", comment = "Whether jobs may use the device")
    private boolean enabled = true;

    @Column(name = "serial_number", length = 100)
    private @Nullable String serialNumber;

    @Column(name = "is_reachable", comment = "Result of the last reachability check; null: never checked")
    private @Nullable Boolean reachable;

    @Column(name = "last_reachability_check")
    private @Nullable Instant lastReachabilityCheck;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "owner_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_devices_owner",
                            foreignKeyDefinition = "FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE RESTRICT"))
    private User owner;

    @OneToMany(mappedBy = "device", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<DeviceTag> deviceTags = new ArrayList<>();

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Device() {}

    public Device(String hostname, IpAddress ipAddress, String deviceType, User owner) {
        super(TimeOrderedId.next());
        this.hostname = hostname;
        this.ipAddress = ipAddress;
        this.deviceType = deviceType;
        this.owner = owner;
    }

    public String getHostname() {
        return hostname;
    }

    public void setHostname(String hostname) {
        this.hostname = hostname;
    }

    public IpAddress getIpAddress() {
        return ipAddress;
    }

    public void setIpAddress(IpAddress ipAddress) {
        this.ipAddress = ipAddress;
    }

    public String getDeviceType() {
        return deviceType;
    }

    public void setDeviceType(String deviceType) {
        this.deviceType = deviceType;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public @Nullable String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username;
    }

    /** Returns the envelope of the password, as {@code CredentialStore} seals it; never plain text. */
    public byte @Nullable [] getPassword() {
        return password == null ? null : password.clone();
    }

    /** Sets the envelope of the password, as {@code CredentialStore} seals it; never plain text. */
    public void setPassword(byte @Nullable [] password) {
        this.password = password == null ? null : password.clone();
    }

    public @Nullable EncryptionKey getEncryptionKey() {
        return encryptionKey;
    }

    public void setEncryptionKey(@Nullable EncryptionKey encryptionKey) {
        this.encryptionKey = encryptionKey;
    }

    public long getVersion() {
        return version;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public @Nullable Instant getLastBackupAt() {
        return lastBackupAt;
    }

    public void setLastBackupAt(@Nullable Instant lastBackupAt) {
        this.lastBackupAt = lastBackupAt;
    }

    public @Nullable BackupResult getLastBackupStatus() {
        return lastBackupStatus;
    }

    public void setLastBackupStatus(@Nullable BackupResult lastBackupStatus) {
        this.lastBackupStatus = lastBackupStatus;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable String getSerialNumber() {
        return serialNumber;
    }

    public void setSerialNumber(@Nullable String serialNumber) {
        this.serialNumber = serialNumber;
    }

    public @Nullable Boolean getReachable() {
        return reachable;
    }

    public void setReachable(@Nullable Boolean reachable) {
        this.reachable = reachable;
    }

    public @Nullable Instant getLastReachabilityCheck() {
        return lastReachabilityCheck;
    }

    public void setLastReachabilityCheck(@Nullable Instant lastReachabilityCheck) {
        this.lastReachabilityCheck = lastReachabilityCheck;
    }

    public User getOwner() {
        return owner;
    }

    public void setOwner(User owner) {
        this.owner = owner;
    }

    /** Returns the tags that the device carries, as an immutable copy. */
    public List<Tag> tags() {
        return deviceTags.stream().map(DeviceTag::getTag).toList();
    }

    /**
     * Gives the device a tag.
     *
     * @return whether the device did not carry it yet
     */
    public boolean addTag(Tag tag) {
        return !tags().contains(tag) && deviceTags.add(new DeviceTag(this, tag));
    }

    /**
     * Takes a tag from the device.
     *
     * @return whether the device carried it
     */
    public boolean removeTag(Tag tag) {
        return deviceTags.removeIf(deviceTag -> deviceTag.getTag().equals(tag));
    }
}
