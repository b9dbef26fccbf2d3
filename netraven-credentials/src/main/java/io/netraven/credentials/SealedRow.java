package io.netraven.credentials;

import java.util.List;
import java.util.UUID;

/**
 * The envelopes of a row.
 *
 * @param id the row's id
 * @param keyId the key that all of them are under
 * @param version the row's version when they were read
 * @param envelopes one for each encrypted column of its table; no bytes for null
 */
record SealedRow(UUID id, UUID keyId, long version, List<byte[]> envelopes) {

    /** The envelope of a credential's secret; no bytes for null. */
    byte[] envelope(SecretPart part) {
        return envelopes.get(EncryptedTable.CREDENTIALS.columns().indexOf(part.column()));
    }
}
