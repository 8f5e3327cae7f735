//! What every caller of the core writes once: a clock, randomness and something that sends. Here it sends to a simulator.

use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use privatenumber::moment::NoncePool;
use privatenumber::{Account, Created, HttpRequest, HttpResponse, Operation};
use privatenumber_simulator::{Platform, Request, Setup};

/// An account, a source of nonces, and the platform that answers.
pub struct Client {
    account: Account,
    nonces: NoncePool,
    platform: Platform,
}

impl Client {
    /// A client of a new simulator with its standard setup.
    pub fn simulated() -> Result<Self, Box<dyn Error>> {
        let setup = Setup::default();
        let application = setup.applications.first().ok_or("the standard setup has an application")?;
        Ok(Self {
            account: Account::new(&application.app_key, &application.app_secret)?,
            nonces: NoncePool::new(),
            platform: Platform::new(setup.clone())?,
        })
    }

    /// Makes the request of an operation, sends it and reads the answer.
    pub fn call<O: Operation>(&mut self, operation: &O) -> Result<O::Answer, Box<dyn Error>> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let created = Created::from_unix_seconds(i64::try_from(now.as_secs())?)?;
        let nonce = self.nonces.next(getrandom::fill)?;
        let request = operation.request(&self.account, &created, nonce.as_nonce())?;
        let (status, body) = self.send(&request, i64::try_from(now.as_millis())?);
        Ok(O::parse(&HttpResponse { status, headers: &[], body: &body })?)
    }

    /// With a real HTTP client this is where the request goes over the network.
    fn send(&mut self, request: &HttpRequest, now_ms: i64) -> (u16, Vec<u8>) {
        let headers: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let body = request.body.as_deref().unwrap_or_default().as_bytes();
        let request = Request { method: request.method, target: &request.url, headers: &headers, body };
        let response = self.platform.answer(&request, now_ms);
        (response.status, response.body)
    }
}
