package io.netraven.launcher.internal.connect;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLKeyException;

/** Reads the certificates of a file: PEM, several and with text between them, or DER. */
final class Certificates {

    private Certificates() {}

    static List<X509Certificate> of(TlsFile file) throws SSLKeyException {
        byte[] content = file.read();
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<TlsFile.Block> blocks = TlsFile.blocks(content);
            if (blocks.isEmpty()) {
                add(factory, content, certificates);
            }
            for (TlsFile.Block block : blocks) {
                if (block.label().endsWith("CERTIFICATE")) {
                    add(factory, block.decode(), certificates);
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw file.problem("is damaged, or not a certificate", "Take one in PEM or DER format");
        }
        if (certificates.isEmpty()) {
            throw file.problem("holds no certificate", "Take one in PEM or DER format");
        }
        return certificates;
    }

    private static void add(CertificateFactory factory, byte[] der, List<X509Certificate> certificates)
            throws CertificateException {
        for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(der))) {
            certificates.add((X509Certificate) certificate);
        }
    }
}
