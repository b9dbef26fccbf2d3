package io.netraven.launcher.internal.backup;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The description of a backup, kept in a file next to it.
 *
 * @param time when it was begun, by the clock of the machine that made it
 * @param sequence the number of the backup, counted for each server and database
 * @param server which server it is of
 * @param database which database
 * @param serverVersion the server's version
 * @param program the version of pg_dump
 * @param tool the release of NetRaven
 * @param bytes the size of the dump
 * @param databaseBytes the size of the database
 * @param proven whether it was restored and validated
 * @param facts properties of the database other than tables and rows
 */
record BackupRecord(
        Instant time,
        long sequence,
        ServerIdentity server,
        String database,
        String serverVersion,
        String program,
        String tool,
        long bytes,
        long databaseBytes,
        boolean proven,
        Map<String, String> facts) {

    BackupRecord {
        facts = Map.copyOf(facts);
    }

    BackupRecord asProven() {
        return new BackupRecord(
                time, sequence, server, database, serverVersion, program, tool, bytes, databaseBytes, true, facts);
    }

    boolean isOf(ServerIdentity otherServer, String otherDatabase) {
        return server.equals(otherServer) && database.equals(otherDatabase);
    }

    DatabaseFacts databaseFacts() {
        return new DatabaseFacts(new TreeMap<>(facts));
    }

    int serverMajor() {
        String digits = serverVersion.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
