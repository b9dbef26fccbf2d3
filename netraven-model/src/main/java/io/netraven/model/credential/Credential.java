package io.netraven.model.credential;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Envelope;
import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.tag.Tag;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login that is offered for the devices that carry one of its tags. The secrets are envelopes, all under one data
 * key; the store writes and reads them, and the counters too.
 */
@Entity
@Table(
        name = "credentials",
        comment = "Logins, offered for the devices that carry one of their tags",
        indexes = @Index(name = "ix_credentials_key_id", columnList = "key_id"),
        uniqueConstraints = @UniqueConstraint(name = "uq_credentials_name", columnNames = "name"),
        check = {
            @CheckConstraint(
                    name = "ck_credentials_password_key",
                    constraint =
                            "password IS NULL OR (key_id IS NOT NULL AND substring(password from 5 for 16) = uuid_send(key_id))"),
            @CheckConstraint(
                    name = "ck_credentials_enable_password_key",
                    constraint =
                            "enable_password IS NULL OR (key_id IS NOT NULL AND substring(enable_password from 5 for 16) = uuid_send(key_id))"),
            @CheckConstraint(
                    name = "ck_credentials_private_key_key",
                    constraint =
                            "private_key IS NULL OR (key_id IS NOT NULL AND substring(private_key from 5 for 16) = uuid_send(key_id))"),
            @CheckConstraint(
                    name = "ck_credentials_private_key_passphrase_key",
                    constraint =
                            "private_key_passphrase IS NULL OR (key_id IS NOT NULL AND substring(private_key_passphrase from 5 for 16) = uuid_send(key_id))")
        })
@Cacheable(false)
public class Credential extends RevisedEntity {

    @Column(name = "name", nullable = false, length = 255)
    private String name;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(name = "username", nullable = false, length = 255)
    private String username;

    @Column(
            name = "password",
            check =
                    @CheckConstraint(
                            name = "ck_credentials_password",
                            constraint = "octet_length(password) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(password from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope")
    private byte @Nullable [] password;

    @Column(
            name = "enable_password",
            check =
                    @CheckConstraint(
                            name = "ck_credentials_enable_password",
                            constraint = "octet_length(enable_password) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(enable_password from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope; for the privileged mode of a device")
    private byte @Nullable [] enablePassword;

    @Column(
            name = "private_key",
            check =
                    @CheckConstraint(
                            name = "ck_credentials_private_key",
                            constraint = "octet_length(private_key) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(private_key from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope; an SSH key")
    private byte @Nullable [] privateKey;

    @Column(
            name = "private_key_passphrase",
            check =
                    @CheckConstraint(
                            name = "ck_credentials_private_key_passphrase",
                            constraint = "octet_length(private_key_passphrase) >= " + Envelope.MINIMUM_LENGTH
                                    + " AND substring(private_key_passphrase from 1 for 2) = " + Envelope.SQL_MAGIC),
            comment = "Envelope; opens private_key or key_file")
    private byte @Nullable [] privateKeyPassphrase;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(
            name = "key_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_credentials_key",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (key_id) REFERENCES encryption_keys (id) ON DELETE RESTRICT"),
            comment = "The data key that the secrets are encrypted under")
    private @Nullable EncryptionKey encryptionKey;

    @Column(name = "use_keys", nullable = false, options = "DEFAULT false", comment = "Whether to log in by SSH key")
    private boolean useKeys;

    @Column(name = "key_file", length = 1024, comment = "Path of an SSH key outside the database")
    private @Nullable String keyFile;

    @Column(name = "expires_at", comment = "Not offered from then on; null: does not expire")
    private @Nullable Instant expiresAt;

    @Column(
            name = "success_count",
            nullable = false,
            options = "DEFAULT 0",
            check = @CheckConstraint(name = "ck_credentials_success_count", constraint = "success_count >= 0"))
    private long successCount;

    @Column(
            name = "failure_count",
            nullable = false,
            options = "DEFAULT 0",
            check = @CheckConstraint(name = "ck_credentials_failure_count", constraint = "failure_count >= 0"))
    private long failureCount;

    @Column(name = "last_used")
    private @Nullable Instant lastUsed;

    @Column(name = "last_success")
    private @Nullable Instant lastSuccess;

    @Column(name = "last_failure")
    private @Nullable Instant lastFailure;

    @Column(
            name = "rejecting_devices",
            nullable = false,
            options = "DEFAULT 0",
            comment = "Different devices in a row that rejected the login")
    private int rejectingDevices;

    @Column(name = "quarantined_at", comment = "Not offered since then; null: not set aside")
    private @Nullable Instant quarantinedAt;

    @Column(name = "quarantine_reason", columnDefinition = "text")
    private @Nullable String quarantineReason;

    @Version
    @Column(
            name = "version",
            nullable = false,
            options = "DEFAULT 0",
            comment = "Raised by every change of the content and by key rotation, not by counters; optimistic lock")
    private long version;

    @OneToMany(mappedBy = "credential", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<CredentialTag> credentialTags = new ArrayList<>();

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Credential() {}

    public Credential(String name, String username) {
        super(TimeOrderedId.next());
        this.name = name;
        this.username = username;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
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

    /** Returns the envelope of the enable password, as {@code CredentialStore} seals it; never plain text. */
    public byte @Nullable [] getEnablePassword() {
        return enablePassword == null ? null : enablePassword.clone();
    }

    /** Sets the envelope of the enable password, as {@code CredentialStore} seals it; never plain text. */
    public void setEnablePassword(byte @Nullable [] enablePassword) {
        this.enablePassword = enablePassword == null ? null : enablePassword.clone();
    }

    /** Returns the envelope of the SSH key, as {@code CredentialStore} seals it; never plain text. */
    public byte @Nullable [] getPrivateKey() {
        return privateKey == null ? null : privateKey.clone();
    }

    /** Sets the envelope of the SSH key, as {@code CredentialStore} seals it; never plain text. */
    public void setPrivateKey(byte @Nullable [] privateKey) {
        this.privateKey = privateKey == null ? null : privateKey.clone();
    }

    /** Returns the envelope of the SSH key's passphrase, as {@code CredentialStore} seals it; never plain text. */
    public byte @Nullable [] getPrivateKeyPassphrase() {
        return privateKeyPassphrase == null ? null : privateKeyPassphrase.clone();
    }

    /** Sets the envelope of the SSH key's passphrase, as {@code CredentialStore} seals it; never plain text. */
    public void setPrivateKeyPassphrase(byte @Nullable [] privateKeyPassphrase) {
        this.privateKeyPassphrase = privateKeyPassphrase == null ? null : privateKeyPassphrase.clone();
    }

    public @Nullable EncryptionKey getEncryptionKey() {
        return encryptionKey;
    }

    public void setEncryptionKey(@Nullable EncryptionKey encryptionKey) {
        this.encryptionKey = encryptionKey;
    }

    public boolean isUseKeys() {
        return useKeys;
    }

    public void setUseKeys(boolean useKeys) {
        this.useKeys = useKeys;
    }

    public @Nullable String getKeyFile() {
        return keyFile;
    }

    public void setKeyFile(@Nullable String keyFile) {
        this.keyFile = keyFile;
    }

    public @Nullable Instant getExpiresAt() {
        return expiresAt;
    }

    public void setExpiresAt(@Nullable Instant expiresAt) {
        this.expiresAt = expiresAt;
    }

    public long getSuccessCount() {
        return successCount;
    }

    public long getFailureCount() {
        return failureCount;
    }

    public @Nullable Instant getLastUsed() {
        return lastUsed;
    }

    public @Nullable Instant getLastSuccess() {
        return lastSuccess;
    }

    public @Nullable Instant getLastFailure() {
        return lastFailure;
    }

    public int getRejectingDevices() {
        return rejectingDevices;
    }

    public @Nullable Instant getQuarantinedAt() {
        return quarantinedAt;
    }

    public void setQuarantinedAt(@Nullable Instant quarantinedAt) {
        this.quarantinedAt = quarantinedAt;
    }

    public @Nullable String getQuarantineReason() {
        return quarantineReason;
    }

    public void setQuarantineReason(@Nullable String quarantineReason) {
        this.quarantineReason = quarantineReason;
    }

    public long getVersion() {
        return version;
    }

    /** Returns the tags the credential is offered for, with their priorities, as an immutable copy. */
    public List<CredentialTag> tags() {
        return List.copyOf(credentialTags);
    }

    /**
     * Offers the credential for a tag, whose {@link Tag#credentialTags} then include it. When it is offered for it
     * already, the priority is changed.
     *
     * @param priority 0 to 100, the greater the sooner tried
     */
    public CredentialTag addTag(Tag tag, double priority) {
        Optional<CredentialTag> present = forTag(tag);
        if (present.isPresent()) {
            present.get().setPriority(priority);
            return present.get();
        }
        CredentialTag added = new CredentialTag(this, tag, priority);
        credentialTags.add(added);
        tag.addCredentialTag(added);
        return added;
    }

    /**
     * Stops offering the credential for a tag, whose {@link Tag#credentialTags} then lack it, and forgets how it fared
     * there.
     *
     * @return whether it was offered for it
     */
    public boolean removeTag(Tag tag) {
        Optional<CredentialTag> present = forTag(tag);
        present.ifPresent(offered -> {
            credentialTags.remove(offered);
            offered.getTag().removeCredentialTag(offered);
        });
        return present.isPresent();
    }

    private Optional<CredentialTag> forTag(Tag tag) {
        return credentialTags.stream()
                .filter(offered -> offered.getTag().equals(tag))
                .findFirst();
    }
}
