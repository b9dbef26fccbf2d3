package io.netraven.launcher.internal.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key and the certificate by which a server knows a client.
 *
 * @param key the certificate's
 * @param chain the certificate, then those that have signed it, as far as the file has them
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {

    private static final String CERTIFICATE = "client certificate";
    private static final String KEY = "client key";

    ClientIdentity {
        chain = List.copyOf(chain);
    }

    /** Reads and checks the files that the properties name, or that are at their usual places. */
    static Optional<ClientIdentity> of(Properties properties) throws SSLKeyException {
        Optional<TlsFile> key = TlsFile.named(KEY, "sslkey", properties);
        if (key.isPresent() && isPkcs12(key.get())) {
            return Optional.of(ofPkcs12(key.get(), properties.getProperty("sslpassword", "")));
        }
        Optional<TlsFile> certificate = TlsFile.named(CERTIFICATE, "sslcert", properties);
        boolean named = key.isPresent() || certificate.isPresent();
        boolean none = properties.getProperty("sslcert", " ").isEmpty()
                || properties.getProperty("sslkey", " ").isEmpty();
        if (none && !named) {
            return Optional.empty();
        }
        certificate = certificate.or(() -> TlsFile.atItsUsualPlace(CERTIFICATE, "postgresql.crt"));
        key = key.or(() -> Stream.of("postgresql.pk8", "postgresql.key")
                .flatMap(name -> TlsFile.atItsUsualPlace(KEY, name).stream())
                .findFirst());
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(
                    of(certificate.get(), key.get(), Optional.ofNullable(properties.getProperty("sslpassword"))));
        }
        if (!named) {
            return Optional.empty();
        }
        throw certificate.isPresent()
                ? certificate.get().problem("has no key", "Set sslkey in the database URL to the file of its key")
                : key.orElseThrow()
                        .problem(
                                "has no certificate", "Set sslcert in the database URL to the file of its certificate");
    }

    private static ClientIdentity of(TlsFile certificate, TlsFile key, Optional<String> password)
            throws SSLKeyException {
        List<X509Certificate> chain = Certificates.of(certificate);
        requireValid(chain.get(0), certificate);
        byte[] content = key.readSecret();
        return new ClientIdentity(new PrivateKeyFile(key, chain.get(0), password).read(content), chain);
    }

    private static boolean isPkcs12(TlsFile file) {
        String name = file.path().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static ClientIdentity ofPkcs12(TlsFile file, String password) throws SSLKeyException {
        byte[] content = file.readSecret();
        char[] secret = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, secret) instanceof PrivateKey key) {
                    List<X509Certificate> chain = chain(store.getCertificateChain(alias));
                    requireValid(chain.get(0), file);
                    return new ClientIdentity(key, chain);
                }
            }
        } catch (SSLKeyException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw file.problem(
                    "cannot be decrypted, or is not a PKCS#12 file", "Correct sslpassword in the database URL");
        }
        throw file.problem("holds no private key", "Export the key and its certificate together");
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return Stream.of(certificates).map(X509Certificate.class::cast).toList();
    }

    private static void requireValid(X509Certificate certificate, TlsFile file) throws SSLKeyException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw file.problem("expired at " + certificate.getNotAfter().toInstant(), "Renew the certificate");
        } catch (CertificateNotYetValidException e) {
            throw file.problem(
                    "is not valid before " + certificate.getNotBefore().toInstant(), "Check the clock of this machine");
        }
    }

    /** Shows the certificate where the server accepts those of its issuer, or does not say whose it accepts. */
    X509KeyManager keyManager() {
        return new OneKey(this);
    }

    private boolean isIssuedByOneOf(Principal @Nullable [] issuers) {
        return issuers == null
                || issuers.length == 0
                || Stream.of(issuers)
                        .anyMatch(issuer -> chain.stream()
                                .anyMatch(certificate ->
                                        certificate.getIssuerX500Principal().equals(issuer)));
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "user";
        private final ClientIdentity identity;

        OneKey(ClientIdentity identity) {
            this.identity = identity;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return identity.isIssuedByOneOf(issuers) ? ALIAS : null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return identity.isIssuedByOneOf(issuers) ? new String[] {ALIAS} : new String[0];
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain.toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[0];
        }
    }
}
