package io.netraven.model;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connects at once, notes each statement, and executes none: enough for a persistence unit to be set up. */
final class SilentDatabase implements InvocationHandler {

    private final List<String> statements = new ArrayList<>();

    DataSource dataSource() {
        return proxy(DataSource.class);
    }

    List<String> statements() {
        return statements;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null) {
            statements.add((String) arguments[0]);
            throw new SQLException("This database executes nothing");
        }
        Class<?> type = method.getReturnType();
        if (type == Connection.class) {
            return proxy(Connection.class);
        }
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? 0 : null;
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, this));
    }
}
