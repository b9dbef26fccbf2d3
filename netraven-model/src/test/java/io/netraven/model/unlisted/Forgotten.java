package io.netraven.model.unlisted;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that is on no list, so that the check is seen to fail. */
@Entity
public class Forgotten {

    @Id
    private long id;

    public long getId() {
        return id;
    }
}
