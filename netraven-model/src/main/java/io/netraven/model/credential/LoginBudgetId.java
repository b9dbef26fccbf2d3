package io.netraven.model.credential;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of {@link LoginBudget}. No record, because EclipseLink makes one empty and fills its fields. Immutable
 * otherwise.
 */
public class LoginBudgetId implements Serializable {

    private static final long serialVersionUID = 1L;

    private UUID device;
    private String username;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public LoginBudgetId() {}

    public LoginBudgetId(UUID device, String username) {
        this.device = device;
        this.username = username;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoginBudgetId that && device.equals(that.device) && username.equals(that.username);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, username);
    }

    @Override
    public String toString() {
        return device + "/" + username;
    }
}
