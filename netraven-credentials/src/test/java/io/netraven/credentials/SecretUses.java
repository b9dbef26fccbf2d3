package io.netraven.credentials;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.testing.SampleData;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/**
 * A process that does all that the store and the keyring offer with one secret, which it reads from its standard input,
 * and says all it can about it. Then it closes everything, dumps its heap and waits.
 *
 * <p>Arguments: host, port, database, user, folder; and a secret to let out everywhere, to see whether that is found.
 */
final class SecretUses {

    /** Makes a secret as long as an SSH key. */
    private static final int REPETITIONS = 100;

    /** What a careless program would keep. */
    private static @Nullable String kept;

    /** What is to fail. */
    private interface Act {
        void run() throws Exception;
    }

    private final PrintStream out;
    private final DataSource dataSource;
    private final Path folder;
    private final Secret secret;
    private final SampleData sample;
    private final UUID tag;

    private SecretUses(PrintStream out, DataSource dataSource, Path folder, Secret secret) {
        this.out = out;
        this.dataSource = dataSource;
        this.folder = folder;
        this.secret = secret;
        this.sample = SampleData.in(dataSource);
        this.tag = sample.tag("core");
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {args[0]});
        dataSource.setPortNumbers(new int[] {Integer.parseInt(args[1])});
        dataSource.setDatabaseName(args[2]);
        dataSource.setUser(args[3]);
        dataSource.setPassword(args[3]);
        Path folder = Path.of(args[4]);
        // No buffer between, which would be a copy.
        try (FileInputStream file = new FileInputStream(FileDescriptor.in);
                DataInputStream in = new DataInputStream(file)) {
            try (Secret secret = read(in);
                    Secret masterKey = read(in)) {
                SecretUses uses = new SecretUses(out, dataSource, folder, secret);
                uses.useUnder(masterKey);
                if (args.length > 5) {
                    uses.letOut(args[5]);
                }
            }
            HotSpotDiagnosticMXBean diagnostic = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            diagnostic.dumpHeap(folder.resolve("garbage.hprof").toString(), false);
            diagnostic.dumpHeap(folder.resolve("live.hprof").toString(), true);
            out.println("DONE");
            while (in.read() >= 0) {
                out.println("Go on: the end of the input ends this process");
            }
        }
    }

    private static Secret read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        char[] chars;
        try (Secret once = Secret.ofUtf8(bytes)) {
            chars = once.reveal();
        }
        try {
            return Secret.of(chars);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(chars, '\0');
        }
    }

    private void useUnder(Secret masterKey) throws Exception {
        try (MasterKey master = MasterKey.of(masterKey)) {
            Keyring keyring = keyring(master);
            fails(() -> CredentialStore.open(dataSource, master));
            keyring.prepare();
            try (CredentialStore store = CredentialStore.open(dataSource, master)) {
                UUID id = addAndRead(store);
                logIn(store);
                otherTables(store, id);
                fail(store, id);
                keys(keyring, store, id);
            }
            underPassphrase(keyring, master);
        }
    }

    private Keyring keyring(MasterKey master) {
        return Keyring.builder(dataSource)
                .masterKey(master)
                .files(new ProtectedFiles(random -> new KeyDerivation(
                        64, 1, 1, KeyDerivation.forFile(random).salt())))
                .build();
    }

    private UUID addAndRead(CredentialStore store) {
        UUID id;
        try (Secret large = large()) {
            NewCredential credential = NewCredential.named("core", "backup")
                    .description("for the scan")
                    .password(secret)
                    .secret(SecretPart.PRIVATE_KEY, large)
                    .secret(SecretPart.PRIVATE_KEY_PASSPHRASE, secret)
                    .tag(tag, 50)
                    .build();
            out.println(credential + " " + secret + " " + large);
            id = store.add(credential);
        }
        CredentialChange change = new CredentialChange().password(secret).secret(SecretPart.ENABLE_PASSWORD, secret);
        out.println(change);
        store.update(id, change);
        for (SecretPart part : SecretPart.values()) {
            reads(store.reveal(id, part));
        }
        out.println(store.find(id));
        out.println(store.list(CredentialQuery.all()));
        out.println(store.statistics() + " " + store.statistics(tag) + " " + store.optimizePriorities(tag));
        return id;
    }

    private Secret large() {
        byte[] once = secret.revealUtf8();
        byte[] bytes = new byte[once.length * REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            System.arraycopy(once, 0, bytes, i * once.length, once.length);
        }
        try {
            return Secret.ofUtf8(bytes);
        } finally {
            Arrays.fill(once, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void reads(Optional<Secret> revealed) {
        try (Secret read = revealed.orElseThrow()) {
            out.println(read + " " + read.use(text -> text.length) + " " + read.equals(secret) + read.hashCode());
        }
    }

    private void logIn(CredentialStore store) {
        UUID device = sample.device("r1", tag);
        store.setDeviceLogin(device, "own", secret);
        reads(store.revealDevicePassword(device));
        for (Outcome outcome : Outcome.values()) {
            try (DeviceLogin login = store.loginFor(device)) {
                for (Candidate candidate : login) {
                    out.println(candidate + " " + candidate.password().orElseThrow() + " " + candidate.credential());
                    login.report(candidate, outcome);
                }
                out.println(login.skipped());
            }
        }
        try (DeviceLogin leftHalfWay = store.loginFor(device)) {
            out.println(leftHalfWay.iterator().hasNext());
        }
        store.removeDeviceLogin(device);
        store.setDeviceLogin(device, "own", secret);
    }

    private void otherTables(CredentialStore store, UUID id) throws SQLException {
        sample.sensitiveSetting("smtp.password");
        store.setSetting("smtp.password", secret);
        reads(store.revealSetting("smtp.password"));
        try (Connection connection = dataSource.getConnection()) {
            fails(() -> store.seal(connection, "credential.private_key_passphrase", id, secret));
            connection.setAutoCommit(false);
            SealedSecret sealed = store.seal(connection, "credential.private_key_passphrase", id, secret);
            out.println(sealed);
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE netraven.credentials SET private_key_passphrase = ? WHERE id = ? AND key_id = ?")) {
                statement.setBytes(1, sealed.envelope());
                statement.setObject(2, id);
                statement.setObject(3, sealed.keyId());
                statement.executeUpdate();
            }
            connection.commit();
            reads(Optional.of(store.reveal("credential.private_key_passphrase", id, sealed.envelope())));
        }
    }

    private void fail(CredentialStore store, UUID id) throws SQLException {
        NewCredential.Builder another = NewCredential.named("other", "backup").password(secret);
        fails(() -> store.add(NewCredential.named("core", "x").password(secret).build()));
        fails(() -> store.add(another.tag(UUID.randomUUID(), 1).build()));
        fails(() -> store.update(id, new CredentialChange().ifVersion(77).password(secret)));
        fails(() -> store.update(UUID.randomUUID(), new CredentialChange().password(secret)));
        fails(() -> store.setDeviceLogin(UUID.randomUUID(), "own", secret));
        fails(() -> store.setSetting("none", secret));
        failsWhile(
                "netraven.credentials ADD CONSTRAINT ck_refusing CHECK (version < 0) NOT VALID",
                "netraven.credentials DROP CONSTRAINT ck_refusing",
                () -> store.update(id, new CredentialChange().password(secret)));
        String unaudited = "netraven.audit_logs DROP CONSTRAINT ck_unread";
        for (Act reading : List.<Act>of(
                () -> store.reveal(id, SecretPart.PASSWORD),
                () -> store.revealSetting("smtp.password"),
                () -> out.println(
                        store.loginFor(sample.device("r2", tag)).iterator().hasNext()))) {
            failsWhile(
                    "netraven.audit_logs ADD CONSTRAINT ck_unread CHECK (event_name <> 'secret_read') NOT VALID",
                    unaudited,
                    reading);
        }
        UUID poisoned;
        try (Secret again = large()) {
            poisoned = store.add(NewCredential.named("poisoned", "backup")
                    .password(secret)
                    .secret(SecretPart.PRIVATE_KEY, again)
                    .tag(tag, 99)
                    .build());
        }
        run("UPDATE netraven.credentials SET private_key = set_byte(private_key, 99, get_byte(private_key, 99) # 1)"
                + " WHERE name = 'poisoned'");
        fails(() -> store.reveal(poisoned, SecretPart.PRIVATE_KEY));
        try (DeviceLogin login = store.loginFor(sample.device("r3", tag))) {
            out.println(login.iterator().hasNext() + " " + login.skipped());
        }
        malformed();
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        try (Secret text = MasterKey.generate();
                MasterKey master = MasterKey.of(text)) {
            out.println(master + " " + text);
            fails(() -> CredentialStore.open(nowhere, master));
            fails(() -> CredentialStore.open(dataSource, master));
            fails(() -> keyring(master).rotate(Rotation.now()));
        }
    }

    private void malformed() {
        char[] text = secret.reveal();
        char[] longer = Arrays.copyOf(text, text.length + 1);
        byte[] utf8 = secret.revealUtf8();
        byte[] longerUtf8 = Arrays.copyOf(utf8, utf8.length + 1);
        try {
            fails(() -> Secret.of(longer));
            longer[text.length] = '\ud800';
            fails(() -> Secret.of(longer));
            fails(() -> Secret.ofUtf8(longerUtf8));
            longerUtf8[utf8.length] = (byte) 0xff;
            fails(() -> Secret.ofUtf8(longerUtf8));
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(longer, '\0');
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(longerUtf8, (byte) 0);
        }
    }

    private void keys(Keyring keyring, CredentialStore store, UUID id) throws IOException {
        out.println(keyring.status());
        out.println(keyring.rotate(Rotation.now(), progress -> {
            throw new IllegalStateException("The listener fails: " + progress);
        }));
        reads(store.reveal(id, SecretPart.PASSWORD));
        fails(() -> keyring.retire(keyring.status().active().orElseThrow().id()));
        Path file = folder.resolve("keys.backup");
        out.println(keyring.backup(file, secret));
        out.println(keyring.planRestore(file, secret) + " " + keyring.restore(file, secret));
        fails(() -> keyring.backup(file, secret));
        try (Secret wrong = MasterKey.generate()) {
            fails(() -> keyring.restore(file, wrong));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[99] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.backup"), bytes);
        fails(() -> keyring.restore(damaged, secret));
        fails(() -> keyring.restore(folder.resolve("missing"), secret));
    }

    /** The secret is the master key's passphrase too. */
    private void underPassphrase(Keyring before, MasterKey previous) throws Exception {
        try (MasterKey words = MasterKey.of(secret)) {
            out.println(words + " " + words.orPrevious(previous));
            out.println(keyring(words).rewrap(previous));
            fails(() -> before.rotate(Rotation.now()));
            CredentialStore store = CredentialStore.open(dataSource, words);
            UUID id = store.findByName("core").orElseThrow().id();
            reads(store.reveal(id, SecretPart.ENABLE_PASSWORD));
            out.println(store.keys().current());
            store.close();
            fails(() -> store.reveal(id, SecretPart.PASSWORD));
            fails(() -> store.add(
                    NewCredential.named("late", "backup").password(secret).build()));
        }
    }

    private void failsWhile(String alteration, String undoing, Act call) throws SQLException {
        run("ALTER TABLE " + alteration);
        fails(call);
        run("ALTER TABLE " + undoing);
    }

    private void fails(Act call) {
        try {
            call.run();
        } catch (Exception e) {
            e.printStackTrace(out);
            LoggerFactory.getLogger(SecretUses.class).warn("It failed", e);
            return;
        }
        throw new IllegalStateException("It did not fail");
    }

    private void run(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private void letOut(String text) throws Exception {
        kept = text + text;
        out.println(kept);
        LoggerFactory.getLogger(SecretUses.class).debug("The secret is {}", text);
        run("UPDATE netraven.users SET full_name = ?", text);
        Files.writeString(folder.resolve("note"), text);
    }
}
