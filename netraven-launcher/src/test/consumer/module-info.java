/** A service as somebody else writes it. */
module com.example.inventory {
    requires io.netraven.launcher;

    opens com.example.inventory;
}
