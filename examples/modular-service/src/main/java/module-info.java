/** A service on the module path. */
module com.example.modular {
    requires io.netraven.launcher;
}
