package io.netraven.model.backup;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.CreatedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.device.Device;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A stored configuration of a device. A device that has backups cannot be deleted. */
@Entity
@Table(
        name = "backups",
        comment = "Configuration backups of devices",
        indexes = {
            @Index(name = "ix_backups_status", columnList = "status"),
            @Index(name = "ix_backups_device_id_created_at", columnList = "device_id, created_at")
        },
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uq_backups_device_id_version",
                        columnNames = {"device_id", "version"}))
public class Backup extends CreatedEntity {

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "device_id",
            nullable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_backups_device",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE RESTRICT"))
    private Device device;

    @Column(
            name = "version",
            nullable = false,
            updatable = false,
            length = 20,
            comment = "Name of this backup among those of the device")
    private String version;

    @Column(name = "file_path", nullable = false, length = 512, comment = "Where the configuration is stored")
    private String filePath;

    @Column(
            name = "file_size",
            nullable = false,
            check = @CheckConstraint(name = "ck_backups_file_size", constraint = "file_size >= 0"),
            comment = "In bytes")
    private long fileSize;

    @Column(
            name = "status",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_backups_status",
                            constraint = "status::text IN ('pending', 'complete', 'failed')"))
    @Convert(converter = BackupStatus.AsText.class)
    private BackupStatus status;

    @Column(name = "comment", columnDefinition = "text")
    private @Nullable String comment;

    @Column(name = "content_hash", length = 128, comment = "Hash of the stored configuration")
    private @Nullable String contentHash;

    @Column(
            name = "is_automatic",
            nullable = false,
            options = "DEFAULT true",
            comment = "Made by a job rather than by a person")
    private boolean automatic = true;

    @Column(name = "serial_number", length = 100, comment = "Serial number of the device when the backup was made")
    private @Nullable String serialNumber;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Backup() {}

    public Backup(Device device, String version, String filePath, long fileSize, BackupStatus status) {
        super(TimeOrderedId.next());
        this.device = device;
        this.version = version;
        this.filePath = filePath;
        this.fileSize = fileSize;
        this.status = status;
    }

    public Device getDevice() {
        return device;
    }

    public String getVersion() {
        return version;
    }

    public String getFilePath() {
        return filePath;
    }

    public void setFilePath(String filePath) {
        this.filePath = filePath;
    }

    public long getFileSize() {
        return fileSize;
    }

    public void setFileSize(long fileSize) {
        this.fileSize = fileSize;
    }

    public BackupStatus getStatus() {
        return status;
    }

    public void setStatus(BackupStatus status) {
        this.status = status;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }

    public @Nullable String getContentHash() {
        return contentHash;
    }

    public void setContentHash(@Nullable String contentHash) {
        this.contentHash = contentHash;
    }

    public boolean isAutomatic() {
        return automatic;
    }

    public void setAutomatic(boolean automatic) {
        this.automatic = automatic;
    }

    public @Nullable String getSerialNumber() {
        return serialNumber;
    }

    public void setSerialNumber(@Nullable String serialNumber) {
        this.serialNumber = serialNumber;
    }
}
