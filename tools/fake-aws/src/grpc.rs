//! As much of gRPC as a provider needs: unary calls over HTTP/2, without compression.
//!
//! A call's body is one message behind five bytes (a flag and the length), the answer's likewise, and the
//! status comes in the trailers: <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>.

use bytes::{BufMut, Bytes, BytesMut};
use h2::RecvStream;
use h2::server::{self, SendResponse};
use http::{HeaderMap, HeaderValue, Request, Response};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

/// What answers the calls.
pub trait Service: Send + Sync + 'static {
    /// Answers the call of a method (`/package.Service/Method`) with a message, or says why it cannot.
    fn call(&self, method: &str, message: Bytes) -> Result<Vec<u8>, Status>;
}

/// Why a call failed.
#[derive(Debug)]
pub enum Status {
    /// No such method here.
    Unimplemented,
    /// The message could not be read.
    InvalidArgument(String),
}

impl Status {
    fn code(&self) -> &'static str {
        match self {
            Status::Unimplemented => "12",
            Status::InvalidArgument(_) => "3",
        }
    }
}

/// The method by which terraform ends a provider.
const SHUTDOWN: &str = "/plugin.GRPCController/Shutdown";

/// Answers calls until terraform says stop, or its connection ends.
pub async fn serve<S: Service>(
    listener: UnixListener,
    tls: TlsAcceptor,
    service: Arc<S>,
) -> Result<(), Box<dyn std::error::Error>> {
    loop {
        let (stream, _) = listener.accept().await?;
        // A connection that never spoke TLS was somebody looking whether the socket is there.
        if let Ok(true) = connection(stream, &tls, &service).await {
            return Ok(());
        }
    }
}

/// Serves one connection to its end; true when calls came over it.
async fn connection<S: Service>(
    stream: UnixStream,
    tls: &TlsAcceptor,
    service: &Arc<S>,
) -> Result<bool, Box<dyn std::error::Error>> {
    let mut connection = server::Builder::new()
        .initial_window_size(1 << 20)
        .initial_connection_window_size(1 << 24)
        .handshake(tls.accept(stream).await?)
        .await?;
    let stop = Arc::new(Notify::new());
    let mut stopping = false;
    loop {
        tokio::select! {
            call = connection.accept() => match call {
                Some(Ok((request, respond))) => {
                    tokio::spawn(answer(request, respond, Arc::clone(service), Arc::clone(&stop)));
                }
                Some(Err(_)) | None => return Ok(true),
            },
            () = stop.notified(), if !stopping => {
                stopping = true;
                connection.graceful_shutdown();
            }
            () = tokio::time::sleep(Duration::from_secs(1)), if stopping => return Ok(true),
        }
    }
}

/// Reads one call, has it answered and sends the answer.
async fn answer<S: Service>(
    request: Request<RecvStream>,
    mut respond: SendResponse<Bytes>,
    service: Arc<S>,
    stop: Arc<Notify>,
) -> Result<(), h2::Error> {
    let method = request.uri().path().to_owned();
    let message = read(request.into_body()).await?;
    if method == SHUTDOWN {
        stop.notify_one();
    }
    let result =
        message.and_then(|message| if method == SHUTDOWN { Ok(Vec::new()) } else { service.call(&method, message) });
    let headers = Response::builder().header("content-type", "application/grpc");
    match result {
        Ok(message) => {
            let mut framed = BytesMut::with_capacity(message.len() + 5);
            framed.put_u8(0);
            framed.put_u32(u32::try_from(message.len()).unwrap_or(u32::MAX));
            framed.put_slice(&message);
            let mut body = respond.send_response(headers.body(()).unwrap_or_default(), false)?;
            body.send_data(framed.freeze(), false)?;
            let mut trailers = HeaderMap::new();
            trailers.insert("grpc-status", HeaderValue::from_static("0"));
            body.send_trailers(trailers)
        }
        Err(status) => {
            let text = match &status {
                Status::Unimplemented => format!("{method} is not implemented"),
                Status::InvalidArgument(text) => text.clone(),
            };
            let text = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""));
            let headers = headers.header("grpc-status", status.code()).header("grpc-message", text);
            respond.send_response(headers.body(()).unwrap_or_default(), true).map(|_| ())
        }
    }
}

/// The message in a call's body.
async fn read(mut body: RecvStream) -> Result<Result<Bytes, Status>, h2::Error> {
    let mut received = BytesMut::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        let _ = body.flow_control().release_capacity(chunk.len());
        received.extend_from_slice(&chunk);
    }
    let received = received.freeze();
    Ok(match received.get(..5) {
        Some(&[0, a, b, c, d]) if received.len() - 5 == u32::from_be_bytes([a, b, c, d]) as usize => {
            Ok(received.slice(5..))
        }
        _ => Err(Status::InvalidArgument("not one uncompressed message".to_owned())),
    })
}
