package io.netraven.trial;

import io.netraven.model.backup.Backup;
import io.netraven.model.backup.BackupStatus;
import io.netraven.model.credential.Credential;
import io.netraven.model.credential.CredentialTag;
import io.netraven.model.device.Device;
import io.netraven.model.identity.User;
import io.netraven.model.job.JobLog;
import io.netraven.model.job.JobLogEntry;
import io.netraven.model.job.JobStatus;
import io.netraven.model.job.LogLevel;
import io.netraven.model.tag.Tag;
import io.netraven.model.value.IpAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A user, a device with its tags, a backup and the log of a job. */
final class SampleRows {

    private final EntityManagerFactory entities;

    private SampleRows(EntityManagerFactory entities) {
        this.entities = entities;
    }

    static SampleRows in(EntityManagerFactory entities) {
        return new SampleRows(entities);
    }

    /** Stores the rows unless they are there, and tells whether it did. */
    boolean storeOnce() {
        return entities.callInTransaction(manager -> {
            boolean there = manager.createQuery("SELECT COUNT(u) FROM User u WHERE u.username = 'trial'", Long.class)
                            .getSingleResult()
                    > 0;
            if (!there) {
                store(manager);
            }
            return !there;
        });
    }

    private static void store(EntityManager manager) {
        // "!" is no hash of any password: nobody can log in as this user.
        User owner = new User("trial", "trial@netraven.example", "!");
        manager.persist(owner);

        Tag core = new Tag("core-routers");
        core.setColor("#10B981");
        manager.persist(core);

        Device router = new Device("core-router-1", new IpAddress("192.0.2.1"), "cisco_ios", owner);
        router.setDescription("A router that the trial made up");
        router.addTag(manager.getReference(Tag.class, Tag.DEFAULT_ID));
        router.addTag(core);
        manager.persist(router);

        manager.persist(new Backup(router, "1", "core-router-1/1.cfg", 4_096, BackupStatus.COMPLETE));

        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        JobLog job = new JobLog(UUID.randomUUID(), "device_backup", JobStatus.COMPLETED, start, owner);
        job.setDevice(router);
        job.setEndTime(start.plusMillis(1_500));
        manager.persist(job);
        manager.persist(new JobLogEntry(job, start, LogLevel.INFO, "Saved 4096 bytes"));
    }

    /** Reads the rows back, in words. */
    List<String> read() {
        return entities.callInTransaction(SampleRows::read);
    }

    private static List<String> read(EntityManager manager) {
        List<String> rows = new ArrayList<>();
        for (Device device : manager.createQuery("SELECT d FROM Device d ORDER BY d.hostname", Device.class)
                .getResultList()) {
            rows.add("device " + device.getHostname() + " at " + device.getIpAddress() + ", owned by "
                    + device.getOwner().getUsername() + ", tagged " + names(device.tags()));
        }
        for (Credential credential : manager.createQuery("SELECT c FROM Credential c ORDER BY c.name", Credential.class)
                .getResultList()) {
            CredentialTag tag = credential.tags().get(0);
            rows.add("credential " + credential.getName() + " for " + credential.getUsername() + ", offered on "
                    + tag.getTag().getName() + " with priority " + Math.round(tag.getPriority()));
        }
        for (Backup backup : manager.createQuery("SELECT b FROM Backup b ORDER BY b.version", Backup.class)
                .getResultList()) {
            rows.add("backup " + backup.getVersion() + " of "
                    + backup.getDevice().getHostname() + ", " + backup.getFileSize() + " bytes, at "
                    + backup.getCreatedAt());
        }
        for (JobLogEntry entry : manager.createQuery("SELECT e FROM JobLogEntry e", JobLogEntry.class)
                .getResultList()) {
            rows.add("job " + entry.getJobLog().getJobType() + ": " + entry.getMessage());
        }
        return rows;
    }

    private static String names(List<Tag> tags) {
        return String.join(", ", tags.stream().map(Tag::getName).sorted().toList());
    }
}
