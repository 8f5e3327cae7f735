//! Binds A, X and B on the simulator, queries the binding and releases it.
//!
//! `cargo run -p privatenumber-examples --bin quickstart`
#![expect(clippy::print_stdout, reason = "an example speaks by printing")]

use std::time::{SystemTime, UNIX_EPOCH};

use privatenumber::moment::NoncePool;
use privatenumber::operation::Operation;
use privatenumber::{Account, Created, HttpRequest, HttpResponse, axb};
use privatenumber_simulator::{Platform, Request, Setup};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let setup = Setup::default();
    let application = setup.applications.first().ok_or("the standard setup has an application")?;
    let mut client = Client {
        account: Account::new(&application.app_key, &application.app_secret)?,
        platform: Platform::new(setup.clone())?,
        nonces: NoncePool::new(),
    };

    let bound = client.call(&axb::CreateBinding {
        area_code: Some("0755".parse()?),
        ..axb::CreateBinding::new("+8613800000001".parse()?, "+8613900000002".parse()?)
    })?;
    println!("A and B now call each other through {}", bound.relation_num);

    let found = client.call(&axb::QueryBinding::by_id(bound.subscription_id.as_str().parse()?))?;
    println!("the platform knows {} binding", found.relation_num_list.len());

    client.call(&axb::DeleteBinding { subscription_id: bound.subscription_id.as_str().parse()? })?;
    println!("and released it");
    Ok(())
}

/// What every caller of the core writes once: a clock, randomness and something that sends.
struct Client {
    account: Account,
    platform: Platform,
    nonces: NoncePool,
}

impl Client {
    fn call<O: Operation>(&mut self, operation: &O) -> Outcome<O::Answer> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let created = Created::from_unix_seconds(i64::try_from(now.as_secs())?)?;
        let nonce = self.nonces.next(getrandom::fill)?;
        let request = operation.request(&self.account, &created, nonce.as_nonce())?;
        let (status, body) = self.send(&request, i64::try_from(now.as_millis())?);
        Ok(O::parse(&HttpResponse { status, headers: &[], body: &body })?)
    }

    /// Hands the request to the simulator; with a real HTTP client this is where it goes over the network.
    fn send(&mut self, request: &HttpRequest, now_ms: i64) -> (u16, Vec<u8>) {
        let headers: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let response = self.platform.answer(
            &Request {
                method: request.method,
                target: &request.url,
                headers: &headers,
                body: request.body.as_deref().unwrap_or_default().as_bytes(),
            },
            now_ms,
        );
        (response.status, response.body)
    }
}
