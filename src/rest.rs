//! Long work that others need not wait for: between two steps it asks whether to rest. Who wants the result at once asks for it
//! by [`at_once`], where nothing rests.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// What long work asks between two steps.
pub trait Rest {
    /// Whether others have waited for long enough.
    fn is_due(&self) -> bool;
    /// Lets them go first.
    fn rest(&self) -> Pin<Box<dyn Future<Output = ()>>>;
}

/// For work that never rests.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Rest for Never {
    fn is_due(&self) -> bool {
        false
    }

    fn rest(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(std::future::ready(()))
    }
}

/// The end of a step.
pub(crate) async fn step(rest: &dyn Rest) {
    if rest.is_due() {
        rest.rest().await;
    }
}

/// The result of work that rests [`Never`].
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(result) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}
