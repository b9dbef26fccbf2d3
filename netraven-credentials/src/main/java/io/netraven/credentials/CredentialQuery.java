package io.netraven.credentials;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which credentials to list, by name, a page at a time. Immutable.
 *
 * @param text part of the name, user name or description, whatever its case
 * @param username the exact user name
 * @param tagId a tag that they are offered for
 * @param quarantinedOnly whether only those set aside
 * @param after the name that the page before ended with
 * @param limit the most credentials of a page, 1 to 1,000
 */
public record CredentialQuery(
        Optional<String> text,
        Optional<String> username,
        Optional<UUID> tagId,
        boolean quarantinedOnly,
        Optional<String> after,
        int limit) {

    private static final int MOST = 1_000;
    private static final int PAGE = 100;

    /**
     * Checks the limit.
     *
     * @throws CredentialException.Invalid when it is not 1 to 1,000
     */
    public CredentialQuery {
        if (limit < 1 || limit > MOST) {
            throw new CredentialException.Invalid("A page has 1 to " + MOST + " credentials, not " + limit);
        }
    }

    /**
     * All credentials.
     *
     * @return a query for the first page of 100
     */
    public static CredentialQuery all() {
        return new CredentialQuery(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), PAGE);
    }

    /**
     * Only those with a text in name, user name or description.
     *
     * @param part of any case, taken literally
     * @return another query
     */
    public CredentialQuery containing(String part) {
        return new CredentialQuery(Optional.of(part), username, tagId, quarantinedOnly, after, limit);
    }

    /**
     * Only those of a user name.
     *
     * @param exact the user name
     * @return another query
     */
    public CredentialQuery forUsername(String exact) {
        return new CredentialQuery(text, Optional.of(exact), tagId, quarantinedOnly, after, limit);
    }

    /**
     * Only those offered for a tag.
     *
     * @param tag its id
     * @return another query
     */
    public CredentialQuery forTag(UUID tag) {
        return new CredentialQuery(text, username, Optional.of(tag), quarantinedOnly, after, limit);
    }

    /**
     * Only those set aside.
     *
     * @return another query
     */
    public CredentialQuery quarantined() {
        return new CredentialQuery(text, username, tagId, true, after, limit);
    }

    /**
     * Goes on behind a name.
     *
     * @param name from {@link Page#next()}
     * @return another query
     */
    public CredentialQuery after(String name) {
        return new CredentialQuery(text, username, tagId, quarantinedOnly, Optional.of(name), limit);
    }

    /**
     * Sets the size of a page.
     *
     * @param most 1 to 1,000
     * @return another query
     * @throws CredentialException.Invalid when the number is another
     */
    public CredentialQuery limit(int most) {
        return new CredentialQuery(text, username, tagId, quarantinedOnly, after, most);
    }

    /**
     * A page of credentials.
     *
     * @param credentials by name
     * @param next where the next page goes on, absent on the last one
     */
    public record Page(List<StoredCredential> credentials, Optional<String> next) {

        /** Copies the list. */
        public Page {
            credentials = List.copyOf(credentials);
        }
    }
}
