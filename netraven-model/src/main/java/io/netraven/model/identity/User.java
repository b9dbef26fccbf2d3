package io.netraven.model.identity;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A person who signs in. User name and e-mail address are unique without regard to case. */
@Entity
@Table(
        name = "users",
        comment = "People who sign in",
        indexes = {
            @Index(name = "uq_users_username", columnList = "lower(username)", unique = true),
            @Index(name = "uq_users_email", columnList = "lower(email)", unique = true)
        })
@Cacheable(false)
public class User extends RevisedEntity {

    /** What a new user gets: all e-mails, at once. */
    public static final Json DEFAULT_NOTIFICATION_PREFERENCES =
            new Json("{\"email_notifications\": true, \"email_on_job_failure\": true,"
                    + " \"notification_frequency\": \"immediate\", \"email_on_job_completion\": true}");

    @Column(name = "username", nullable = false, length = 50)
    private String username;

    @Column(name = "email", nullable = false, length = 254)
    private String email;

    @Column(name = "full_name", length = 120)
    private @Nullable String fullName;

    @Column(
            name = "password_hash",
            nullable = false,
            length = 255,
            comment = "A one-way hash with its parameters, never a password")
    private String passwordHash;

    @Column(name = "is_active", nullable = false, options = "DEFAULT true", comment = "Whether the user may sign in")
    private boolean active = true;

    @Column(name = "is_admin", nullable = false, options = "DEFAULT false")
    private boolean admin;

    @Column(
            name = "notification_preferences",
            nullable = false,
            columnDefinition = "jsonb",
            options =
                    "DEFAULT '{\"email_notifications\": true, \"email_on_job_failure\": true, \"notification_frequency\": \"immediate\", \"email_on_job_completion\": true}'::jsonb",
            comment = "Which e-mails the user gets, and how often")
    @Convert(converter = Json.AsJsonb.class)
    private Json notificationPreferences = DEFAULT_NOTIFICATION_PREFERENCES;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected User() {}

    public User(String username, String email, String passwordHash) {
        super(TimeOrderedId.next());
        this.username = username;
        this.email = email;
        this.passwordHash = passwordHash;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public @Nullable String getFullName() {
        return fullName;
    }

    public void setFullName(@Nullable String fullName) {
        this.fullName = fullName;
    }

    public String getPasswordHash() {
        return passwordHash;
    }

    public void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }

    public boolean isAdmin() {
        return admin;
    }

    public void setAdmin(boolean admin) {
        this.admin = admin;
    }

    public Json getNotificationPreferences() {
        return notificationPreferences;
    }

    public void setNotificationPreferences(Json notificationPreferences) {
        this.notificationPreferences = notificationPreferences;
    }
}
