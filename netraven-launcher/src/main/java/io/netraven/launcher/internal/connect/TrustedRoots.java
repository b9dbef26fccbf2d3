package io.netraven.launcher.internal.connect;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.NonValidatingFactory;

/** Who may have signed the server's certificate. */
final class TrustedRoots {

    private static final String PROPERTY = "sslrootcert";

    /** libpq's word for the certificates that the system trusts: here those of the JVM. */
    private static final String SYSTEM = "system";

    private static final String WHAT = "root certificate";

    private TrustedRoots() {}

    /** Returns those of the file that is named or at its usual place; null for those of the JVM. */
    static TrustManager @Nullable [] of(Properties properties) throws SSLKeyException, GeneralSecurityException {
        if (!properties.getProperty("sslmode", "").startsWith("verify-")) {
            return new TrustManager[] {new NonValidatingFactory.NonValidatingTM()};
        }
        if (properties.getProperty(PROPERTY, "").equals(SYSTEM)) {
            return null;
        }
        Optional<TlsFile> file =
                TlsFile.named(WHAT, PROPERTY, properties).or(() -> TlsFile.atItsUsualPlace(WHAT, "root.crt"));
        return file.isPresent() ? of(file.get()) : null;
    }

    private static TrustManager[] of(TlsFile file) throws SSLKeyException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        try {
            roots.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("An empty key store could not be made", e);
        }
        int number = 0;
        for (X509Certificate certificate : Certificates.of(file)) {
            roots.setCertificateEntry("root" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return factory.getTrustManagers();
    }
}
