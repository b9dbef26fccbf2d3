package io.netraven.model.setting;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Envelope;
import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.value.Json;
import jakarta.persistence.Cacheable;
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
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A setting that administrators change at run time. A sensitive one has its value in {@code secret_value} only. */
@Entity
@Table(
        name = "admin_settings",
        comment = "Settings that administrators change at run time",
        indexes = {
            @Index(name = "ix_admin_settings_key_id", columnList = "key_id"),
            @Index(name = "ix_admin_settings_category", columnList = "category")
        },
        uniqueConstraints = @UniqueConstraint(name = "uq_admin_settings_key", columnNames = "key"),
        check = {
            @CheckConstraint(
                    name = "ck_admin_settings_secret_value_key",
                    constraint =
                            "secret_value IS NULL OR (key_id IS NOT NULL AND substring(secret_value from 5 for 16) = uuid_send(key_id))"),
            @CheckConstraint(
                    name = "ck_admin_settings_sensitive",
                    constraint =
                            "(is_sensitive AND value IS NULL) OR (NOT is_sensitive AND secret_value IS NULL AND key_id IS NULL)")
        })
@Cacheable(false)
public class AdminSetting extends RevisedEntity {

    @Column(name = "key", nullable = false, updatable = false, length = 255, comment = "Name of the setting")
    private String key;

    @Column(name = "value", columnDefinition = "jsonb", comment = "The value of a setting that is not sensitive")
    @Convert(converter = Json.AsJsonb.class)
    private @Nullable Json value;

    @Column(
            name = "secret_value",
            check =
                    @CheckConstraint(
                            name = "ck_admin_settings_secret_value",
                            constraint = "octet_length(secret_value) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(secret_value from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope; the value of a sensitive setting")
    private byte @Nullable [] secretValue;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(
            name = "key_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_admin_settings_key",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (key_id) REFERENCES encryption_keys (id) ON DELETE RESTRICT"),
            comment = "The data key that secret_value is encrypted under")
    private @Nullable EncryptionKey encryptionKey;

    @Version
    @Column(
            name = "version",
            nullable = false,
            options = "DEFAULT 0",
            comment = "Raised by every change of the content and by key rotation, not by counters")
    private long version;

    @Column(
            name = "value_type",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_admin_settings_value_type",
                            constraint = "value_type::text IN ('string', 'number', 'boolean', 'json')"))
    @Convert(converter = ValueType.AsText.class)
    private ValueType valueType;

    @Column(
            name = "category",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_admin_settings_category",
                            constraint = "category::text IN ('security', 'system', 'notification')"))
    @Convert(converter = SettingCategory.AsText.class)
    private SettingCategory category;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(
            name = "is_required",
            nullable = false,
            options = "DEFAULT false",
            comment = "Whether the setting must have a value")
    private boolean required;

    @Column(
            name = "is_sensitive",
            nullable = false,
            options = "DEFAULT false",
            comment = "Whether the value is a secret")
    private boolean sensitive;

    @Column(name = "display_order", nullable = false, options = "DEFAULT 0", comment = "Place within the category")
    private int displayOrder;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AdminSetting() {}

    public AdminSetting(String key, ValueType valueType, SettingCategory category) {
        super(TimeOrderedId.next());
        this.key = key;
        this.valueType = valueType;
        this.category = category;
    }

    public String getKey() {
        return key;
    }

    public @Nullable Json getValue() {
        return value;
    }

    public void setValue(@Nullable Json value) {
        this.value = value;
    }

    /** Returns the envelope of the value, as {@code CredentialStore} seals it; never plain text. */
    public byte @Nullable [] getSecretValue() {
        return secretValue == null ? null : secretValue.clone();
    }

    /** Sets the envelope of the value, as {@code CredentialStore} seals it; never plain text. */
    public void setSecretValue(byte @Nullable [] secretValue) {
        this.secretValue = secretValue == null ? null : secretValue.clone();
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

    public ValueType getValueType() {
        return valueType;
    }

    public void setValueType(ValueType valueType) {
        this.valueType = valueType;
    }

    public SettingCategory getCategory() {
        return category;
    }

    public void setCategory(SettingCategory category) {
        this.category = category;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public boolean isRequired() {
        return required;
    }

    public void setRequired(boolean required) {
        this.required = required;
    }

    public boolean isSensitive() {
        return sensitive;
    }

    public void setSensitive(boolean sensitive) {
        this.sensitive = sensitive;
    }

    public int getDisplayOrder() {
        return displayOrder;
    }

    public void setDisplayOrder(int displayOrder) {
        this.displayOrder = displayOrder;
    }
}
