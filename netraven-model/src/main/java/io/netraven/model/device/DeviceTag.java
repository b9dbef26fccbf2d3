package io.netraven.model.device;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Timestamps;
import io.netraven.model.tag.Tag;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tag that a device carries. Made by {@link Device#addTag}. */
@Entity
@Table(
        name = "device_tags",
        comment = "Tags of devices",
        indexes = @Index(name = "ix_device_tags_tag_id", columnList = "tag_id"))
@IdClass(DeviceTagId.class)
public class DeviceTag {

    @Id
    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "device_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_device_tags_device",
                            foreignKeyDefinition = "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE CASCADE"))
    private Device device;

    @Id
    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "tag_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_device_tags_tag",
                            foreignKeyDefinition = "FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE"))
    private Tag tag;

    @Column(name = "created_at", nullable = false, updatable = false, options = "DEFAULT now()")
    private Instant createdAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceTag() {}

    DeviceTag(Device device, Tag tag) {
        this.device = device;
        this.tag = tag;
        createdAt = Timestamps.now();
    }

    public Device getDevice() {
        return device;
    }

    public Tag getTag() {
        return tag;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceTag that && device.equals(that.getDevice()) && tag.equals(that.getTag());
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, tag);
    }

    /** Names class and key only, so that no column's content reaches a log. */
    @Override
    public String toString() {
        return "DeviceTag[" + device.getId() + "/" + tag.getId() + "]";
    }
}
