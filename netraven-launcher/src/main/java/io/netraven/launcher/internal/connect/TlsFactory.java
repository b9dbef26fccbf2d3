package io.netraven.launcher.internal.connect;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLKeyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes TLS connections with a client certificate, or to a server whose certificate is verified: with the files that
 * other programs hand out, which the driver alone reads in part. What is wrong with a file is said of that file, when a
 * connection is made. The driver creates it by its name, with the connection's properties.
 */
public final class TlsFactory extends WrappedFactory {

    private final @Nullable SSLKeyException problem;

    /** Reads the files that the properties name. */
    public TlsFactory(Properties properties) throws GeneralSecurityException {
        SSLKeyException met = null;
        try {
            factory = context(properties).getSocketFactory();
        } catch (SSLKeyException e) {
            met = e;
        }
        this.problem = met;
    }

    private static SSLContext context(Properties properties) throws SSLKeyException, GeneralSecurityException {
        Optional<ClientIdentity> identity = ClientIdentity.of(properties);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity.map(known -> new KeyManager[] {known.keyManager()}).orElse(null),
                TrustedRoots.of(properties),
                null);
        return context;
    }

    /** Goes on with a socket after the server has agreed to TLS, which is all that the driver asks for. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        if (problem != null) {
            throw problem;
        }
        return super.createSocket(socket, host, port, autoClose);
    }
}
