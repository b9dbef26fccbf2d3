package io.netraven.launcher.internal.connect;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a private key, in PEM or DER: PKCS#8 (RFC 5958), encrypted or not, PKCS#1 (RFC 8017) and SEC 1 (RFC 5915). Which
 * of them it is, its content tells.
 */
final class PrivateKeyFile {

    private static final byte[] VERSION_0 = Der.element(Der.INTEGER, new byte[] {0});

    private final TlsFile file;
    private final X509Certificate certificate;
    private final Optional<String> password;

    PrivateKeyFile(TlsFile file, X509Certificate certificate, Optional<String> password) {
        this.file = file;
        this.certificate = certificate;
        this.password = password;
    }

    /** Returns the key, which is the certificate's. */
    PrivateKey read(byte[] content) throws SSLKeyException {
        PrivateKey key = key(pkcs8(der(content)));
        if (key == null || !isOfCertificate(key)) {
            throw file.problem(
                    "does not belong to the client certificate, or is damaged",
                    "Take the key with which the certificate was requested");
        }
        return key;
    }

    private byte[] der(byte[] content) throws SSLKeyException {
        List<TlsFile.Block> blocks = TlsFile.blocks(content);
        if (blocks.isEmpty()) {
            return content;
        }
        for (TlsFile.Block block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                if (block.text().contains("Proc-Type:")) {
                    throw unsupported("is encrypted in a format that is not supported");
                }
                return block.decode();
            }
        }
        throw unsupported("holds no private key");
    }

    private byte[] pkcs8(byte[] der) throws SSLKeyException {
        try {
            List<byte[]> elements = Der.elements(der);
            int first = elements.get(0)[0];
            int second = elements.get(1)[0];
            if (first == Der.INTEGER && second == Der.SEQUENCE) {
                return der;
            }
            if (first == Der.SEQUENCE && second == Der.OCTET_STRING) {
                return decrypt(der);
            }
            if (first == Der.INTEGER && (second == Der.INTEGER || second == Der.OCTET_STRING)) {
                // The formats before PKCS#8 leave out what kind of key it is; the certificate says the same.
                byte[] algorithm =
                        Der.elements(certificate.getPublicKey().getEncoded()).get(0);
                return Der.element(Der.SEQUENCE, VERSION_0, algorithm, Der.element(Der.OCTET_STRING, der));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Told below.
        }
        throw unsupported("is damaged, or has a format that is not supported");
    }

    private SSLKeyException unsupported(String found) {
        return file.problem(
                found,
                "PKCS#8, PKCS#1 and SEC 1 are, in PEM or DER, and PKCS#12: convert it by openssl pkcs8 -topk8 -nocrypt");
    }

    /** Which cipher it is, the file says; those that are too weak for new files are read all the same. */
    @SuppressWarnings("InsecureCryptoUsage")
    private byte[] decrypt(byte[] der) throws SSLKeyException {
        if (password.isEmpty()) {
            throw file.problem("is encrypted", "Set sslpassword in the database URL");
        }
        PBEKeySpec secret = new PBEKeySpec(password.get().toCharArray());
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            // Of PBES2 the parameters alone tell which.
            String algorithm = String.valueOf(parameters).startsWith("PBEWith")
                    ? String.valueOf(parameters)
                    : encrypted.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(secret), parameters);
            return encrypted.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw file.problem("cannot be decrypted", "Correct sslpassword in the database URL");
        } finally {
            secret.clearPassword();
        }
    }

    private @Nullable PrivateKey key(byte[] pkcs8) throws SSLKeyException {
        try {
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw unsupported("is of a kind that this JVM does not support");
        }
    }

    private boolean isOfCertificate(PrivateKey key) {
        PublicKey known = certificate.getPublicKey();
        String algorithm = switch (known.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> known.getAlgorithm();
        };
        byte[] anything = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
