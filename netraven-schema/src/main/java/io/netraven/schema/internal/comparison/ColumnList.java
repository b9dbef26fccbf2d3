package io.netraven.schema.internal.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of names as the catalogue query writes it: quoted where they need it, separated by commas. */
final class ColumnList {

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\", ]+)");

    private ColumnList() {}

    /** Returns the names without quotes. */
    static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(list);
        while (name.find()) {
            names.add(name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\""));
        }
        return names;
    }
}
