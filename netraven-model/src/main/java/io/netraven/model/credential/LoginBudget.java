package io.netraven.model.credential;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.Timestamps;
import io.netraven.model.device.Device;
import io.netraven.model.value.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attempts reserved for a user name on a device, whichever credential carries it: what keeps an account from being
 * locked. The store keeps it up to date.
 */
@Entity
@Table(name = "login_budgets", comment = "Attempts reserved for a username on a device, against lockout")
@IdClass(LoginBudgetId.class)
public class LoginBudget {

    @Id
    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "device_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_login_budgets_device",
                            foreignKeyDefinition = "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE CASCADE"))
    private Device device;

    @Id
    @Column(name = "username", nullable = false, length = 255)
    private String username;

    @Column(
            name = "attempts",
            nullable = false,
            columnDefinition = "jsonb",
            comment = "Times of reserved and rejected attempts within the window")
    @Convert(converter = Json.AsJsonb.class)
    private Json attempts;

    @Column(name = "updated_at", nullable = false, options = "DEFAULT now()")
    private Instant updatedAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected LoginBudget() {}

    public LoginBudget(Device device, String username, Json attempts) {
        this.device = device;
        this.username = username;
        this.attempts = attempts;
        updatedAt = Timestamps.now();
    }

    public Device getDevice() {
        return device;
    }

    public String getUsername() {
        return username;
    }

    public Json getAttempts() {
        return attempts;
    }

    public void setAttempts(Json attempts) {
        this.attempts = attempts;
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
        return other instanceof LoginBudget that
                && device.equals(that.getDevice())
                && username.equals(that.getUsername());
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, username);
    }

    /** Names class and key only, so that no column's content reaches a log. */
    @Override
    public String toString() {
        return "LoginBudget[" + device.getId() + "/" + username + "]";
    }
}
