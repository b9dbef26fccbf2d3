package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.internal.record.RawRecord.TagOffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a file: a credential that could be stored, or what is wrong with it. Closing it overwrites its secrets.
 *
 * @param finding what is wrong with it, or what to tell when it is added
 * @param credential absent when something is wrong
 * @param tags what to offer it for
 * @param bytes how much its secrets take
 */
record ImportDraft(Finding finding, @Nullable NewCredential credential, List<TagOffer> tags, long bytes)
        implements AutoCloseable {

    Finding turned(Result result, String reason) {
        return new Finding(finding.record(), finding.line(), finding.table(), finding.name(), result, reason);
    }

    @Override
    public void close() {
        if (credential != null) {
            credential.secrets().values().forEach(Secret::close);
        }
    }
}
