//! The rests of long work: the browser paints, and answers whatever else happens.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_futures::js_sys::Promise;
use web_sys::MessageChannel;

use super::turns::now;
use crate::rest::Rest;

/// So long others wait, in milliseconds. A phone takes four times as long for a step, and shall answer within 50.
const LONG: f64 = 6.0;

/// Rests as often as it takes to keep the page answering.
#[derive(Debug)]
pub struct Rests {
    since: Rc<Cell<f64>>,
    /// A message to oneself comes as soon as everybody else had a turn; a timer would come later, the later the more there are.
    channel: Option<MessageChannel>,
}

impl Rests {
    /// The work begins now.
    pub fn new() -> Rests {
        Rests { since: Rc::new(Cell::new(now())), channel: MessageChannel::new().ok() }
    }
}

impl Rest for Rests {
    fn is_due(&self) -> bool {
        now() - self.since.get() > LONG
    }

    fn rest(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let since = self.since.clone();
        let message = self.channel.as_ref().map(|channel| {
            JsFuture::from(Promise::new(&mut |come, _| {
                channel.port1().set_onmessage(Some(&come));
                let _ = channel.port2().post_message(&JsValue::NULL);
            }))
        });
        Box::pin(async move {
            if let Some(message) = message {
                let _ = message.await;
            }
            since.set(now());
        })
    }
}
