package io.netraven.model.key;

import io.netraven.model.base.CreatedEntity;
import io.netraven.model.base.Envelope;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data key, wrapped by the master key. At most one is active; retiring a key deletes its row, which the database
 * refuses while a secret is under it.
 */
@Entity
@Table(
        name = "encryption_keys",
        comment = "Data keys, each wrapped by the master key",
        indexes =
                @Index(
                        name = "uq_encryption_keys_active",
                        columnList = "state",
                        unique = true,
                        options = "WHERE state::text = 'active'"),
        check =
                @CheckConstraint(
                        name = "ck_encryption_keys_check_value_key",
                        constraint = "substring(check_value from 5 for 16) = uuid_send(id)"))
@Cacheable(false)
public class EncryptionKey extends CreatedEntity {

    @Column(name = "wrapped_key", nullable = false, comment = "The data key, encrypted under the master key")
    private byte[] wrappedKey;

    @Column(
            name = "state",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_encryption_keys_state",
                            constraint = "state::text IN ('active', 'decrypt_only')"),
            comment = "New secrets are encrypted under the active key only")
    @Convert(converter = KeyState.AsText.class)
    private KeyState state;

    @Column(name = "algorithm", nullable = false, length = 32, comment = "How the data key encrypts")
    private String algorithm;

    @Column(
            name = "wrap_parameters",
            nullable = false,
            columnDefinition = "jsonb",
            comment = "Kind of master key, key derivation with its salt and cost")
    @Convert(converter = Json.AsJsonb.class)
    private Json wrapParameters;

    @Column(
            name = "check_value",
            nullable = false,
            updatable = false,
            check =
                    @CheckConstraint(
                            name = "ck_encryption_keys_check_value",
                            constraint = "octet_length(check_value) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(check_value from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope of a known text under this key, proves the key before use")
    private byte[] checkValue;

    @Column(name = "activated_at", comment = "When it became the active key")
    private @Nullable Instant activatedAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected EncryptionKey() {}

    /**
     * Makes a row for a data key.
     *
     * @param id made by {@link TimeOrderedId#next()} beforehand, because {@code checkValue} names it
     * @param wrappedKey the data key under the master key
     * @param checkValue an envelope of a known text under the data key
     */
    public EncryptionKey(
            UUID id, byte[] wrappedKey, KeyState state, String algorithm, Json wrapParameters, byte[] checkValue) {
        super(id);
        this.wrappedKey = wrappedKey.clone();
        this.state = state;
        this.algorithm = algorithm;
        this.wrapParameters = wrapParameters;
        this.checkValue = checkValue.clone();
    }

    /** Returns the data key under the master key; never the key itself. */
    public byte[] getWrappedKey() {
        return wrappedKey.clone();
    }

    /** Sets the data key under another master key, as {@code Keyring} wraps it; never the key itself. */
    public void setWrappedKey(byte[] wrappedKey) {
        this.wrappedKey = wrappedKey.clone();
    }

    public KeyState getState() {
        return state;
    }

    public void setState(KeyState state) {
        this.state = state;
    }

    public String getAlgorithm() {
        return algorithm;
    }

    public Json getWrapParameters() {
        return wrapParameters;
    }

    public void setWrapParameters(Json wrapParameters) {
        this.wrapParameters = wrapParameters;
    }

    /** Returns the envelope of a known text under this key, as {@code Keyring} makes it. */
    public byte[] getCheckValue() {
        return checkValue.clone();
    }

    public @Nullable Instant getActivatedAt() {
        return activatedAt;
    }

    public void setActivatedAt(@Nullable Instant activatedAt) {
        this.activatedAt = activatedAt;
    }
}
