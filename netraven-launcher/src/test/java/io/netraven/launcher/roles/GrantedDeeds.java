package io.netraven.launcher.roles;

import io.netraven.schema.Grant;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaModel;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a role may do by the grants of a model, and by what PostgreSQL adds to them. */
final class GrantedDeeds {

    private final List<Table> tables;
    private final SortedSet<Deed> deeds = new TreeSet<>();

    private GrantedDeeds(List<Table> tables) {
        this.tables = tables;
    }

    static SortedSet<Deed> of(SchemaModel model, String role, List<Table> tables) {
        GrantedDeeds granted = new GrantedDeeds(tables);
        granted.deeds.add(Deed.to(Surroundings.NAMESPACE, Act.USAGE));
        model.grants().stream().filter(grant -> grant.role().equals(role)).forEach(granted::add);
        return granted.deeds;
    }

    private void add(Grant grant) {
        for (Privilege privilege : grant.privileges()) {
            Act act = Act.valueOf(privilege.name());
            if (act == Act.DELETE) {
                deeds.add(Deed.to(grant.table(), act));
            } else {
                columns(grant).forEach(column -> deeds.add(new Deed(grant.table(), act, column)));
            }
            // Whoever may change all of a table may lock it in any mode (PostgreSQL manual, LOCK).
            if (act == Act.DELETE || (act == Act.UPDATE && grant.columns().isEmpty())) {
                deeds.add(Deed.to(grant.table(), Act.LOCK));
            }
        }
    }

    private Iterable<String> columns(Grant grant) {
        if (!grant.columns().isEmpty()) {
            return grant.columns();
        }
        return tables.stream()
                .filter(table -> table.name().equals(grant.table()))
                .findFirst()
                .orElseThrow()
                .columns();
    }
}
