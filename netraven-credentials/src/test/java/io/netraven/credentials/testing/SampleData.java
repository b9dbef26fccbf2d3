package io.netraven.credentials.testing;

import io.netraven.model.base.TimeOrderedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Makes the rows around credentials: tags, and devices that carry them. Safe for use by several threads. */
public final class SampleData {

    private final DataSource dataSource;

    private SampleData(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Makes rows in a database.
     *
     * @param dataSource a database with NetRaven's schema in the namespace {@code netraven}
     * @return makes rows there
     */
    public static SampleData in(DataSource dataSource) {
        return new SampleData(dataSource);
    }

    /**
     * Makes a tag.
     *
     * @param name unique
     * @return its id
     */
    public UUID tag(String name) {
        UUID id = TimeOrderedId.next();
        run("INSERT INTO netraven.tags (id, name) VALUES (?, ?)", id, name);
        return id;
    }

    /**
     * Makes a device, and its owner if need be.
     *
     * @param hostname its name
     * @param tags ids of the tags that it carries
     * @return its id
     */
    public UUID device(String hostname, UUID... tags) {
        UUID id = TimeOrderedId.next();
        run("INSERT INTO netraven.users (id, username, email, password_hash)"
                + " VALUES ('01970000-0000-7000-8000-0000000000ff', 'sample', 'sample@netraven.example', '!')"
                + " ON CONFLICT DO NOTHING");
        run(
                "INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)"
                        + " VALUES (?, ?, '192.0.2.1', 'cisco_ios', '01970000-0000-7000-8000-0000000000ff')",
                id,
                hostname);
        for (UUID tag : tags) {
            run("INSERT INTO netraven.device_tags (device_id, tag_id) VALUES (?, ?)", id, tag);
        }
        return id;
    }

    /**
     * Makes a sensitive admin setting without a value.
     *
     * @param key unique
     */
    public void sensitiveSetting(String key) {
        run(
                "INSERT INTO netraven.admin_settings (id, key, value_type, category, is_sensitive)"
                        + " VALUES (?, ?, 'string', 'security', true)",
                TimeOrderedId.next(),
                key);
    }

    private void run(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The sample row could not be made", e);
        }
    }
}
