package io.netraven.schema.internal.catalog;

import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release of a model, as the history knows it.
 *
 * @param model the model's name
 * @param version its version
 * @param checksum its checksum
 */
public record Release(String model, String version, String checksum) {

    /**
     * Returns, of each model, the last of those that are later than this release. Of one model the version decides,
     * as Java compares versions of modules, where it can; else, and among models, what was recorded first.
     *
     * @param recorded all of the history, in the order in which they were first recorded
     * @return the later ones
     */
    public Collection<Release> later(List<Release> recorded) {
        List<String> order = new ArrayList<>();
        recorded.forEach(release -> order.add(release.checksum));
        int since = order.indexOf(checksum);
        Map<String, Release> later = new LinkedHashMap<>();
        for (int i = 0; i < recorded.size(); i++) {
            Release other = recorded.get(i);
            boolean recordedLater = since >= 0 && i > since;
            if (!other.checksum.equals(checksum)
                    && (other.model.equals(model) ? isEarlierThan(other).orElse(recordedLater) : recordedLater)) {
                later.merge(
                        other.model,
                        other,
                        (last, next) -> last.isEarlierThan(next).orElse(true) ? next : last);
            }
        }
        return later.values();
    }

    private Optional<Boolean> isEarlierThan(Release other) {
        try {
            int order = Version.parse(version).compareTo(Version.parse(other.version));
            return order == 0 ? Optional.empty() : Optional.of(order < 0);
        } catch (IllegalArgumentException e) {
            // No version that could be compared.
            return Optional.empty();
        }
    }
}
