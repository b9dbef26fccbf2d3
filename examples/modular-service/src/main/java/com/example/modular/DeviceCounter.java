package com.example.modular;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;

/** Counts the devices, in JPQL. */
public final class DeviceCounter {

    private DeviceCounter() {}

    public static long count(Configuration configuration) {
        try (NetRaven netRaven = NetRaven.start(configuration)) {
            return netRaven.entityManagerFactory()
                    .callInTransaction(entities -> entities.createQuery("SELECT count(d) FROM Device d", Long.class)
                            .getSingleResult());
        }
    }

    public static void main(String[] args) {
        System.out.println(count(Configuration.fromEnvironment()) + " devices, counted in "
                + DeviceCounter.class.getModule());
    }
}
