//! The plugin handshake: how terraform starts a provider and finds its socket.
//!
//! Terraform runs the binary with a magic cookie in its environment, reads one line from its standard output
//! (protocol versions, address, certificate) and connects. The line's format is that of hashicorp/go-plugin,
//! docs/internals.md. Terraform always asks for TLS and trusts exactly the certificate in the line.

use crate::grpc;
use base64::Engine;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::UnixListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::{ServerConfig, crypto, pki_types::PrivateKeyDer};

/// The cookie by which a provider knows that terraform started it, and not a person.
const COOKIE: (&str, &str) =
    ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");

/// Whether terraform started this process.
pub fn started_by_terraform() -> bool {
    std::env::var(COOKIE.0).is_ok_and(|value| value == COOKIE.1)
}

/// The socket, removed again when the provider ends.
struct Socket(PathBuf);

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Announces the provider on standard output and serves it until terraform says stop or hangs up.
pub fn serve(service: impl grpc::Service) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let identity = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
        let certificate = identity.cert.der().clone();
        let key = PrivateKeyDer::try_from(identity.signing_key.serialize_der())?;
        let mut tls = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            // Terraform's own certificate is on P-521, which ring cannot check; the socket is private to the user.
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)?;
        tls.alpn_protocols = vec![b"h2".to_vec()];

        let directory = std::env::var_os("PLUGIN_UNIX_SOCKET_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let socket = Socket(directory.join(format!("fake-aws-{}.sock", std::process::id())));
        // No other process has this one's number: what is there was left by one that was killed.
        let _ = std::fs::remove_file(&socket.0);
        let listener = UnixListener::bind(&socket.0)?;
        let announced = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&certificate);
        println!("1|5|unix|{}|grpc|{announced}", socket.0.display());
        grpc::serve(listener, TlsAcceptor::from(Arc::new(tls)), Arc::new(service)).await
    })
}
