//! Binds A, X and B on the simulator, queries the binding and releases it.
//!
//! `cargo run -p privatenumber-examples --bin quickstart`
#![expect(clippy::print_stdout, reason = "an example speaks by printing")]

mod client;

use client::Client;
use privatenumber::axb;
use privatenumber::duration::{BindingLife, Span};
use privatenumber::subscription::SubscriptionId;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut client = Client::simulated()?; // the real service: a client that sends over the network
    let bound = client.call(&axb::CreateBinding {
        area_code: Some("0755".parse()?),
        duration: Some(BindingLife::new(Span::from_hours(2))?),
        ..axb::CreateBinding::new("138 0000 0001".parse()?, "0755-28000001".parse()?)
    })?;
    println!("A and B call each other through {}", bound.relation_num);
    let id: SubscriptionId = bound.subscription_id.as_str().parse()?;
    let found = client.call(&axb::QueryBinding::by_id(id.clone()))?;
    println!("{found:?}"); // numbers are masked in everything that is printed
    client.call(&axb::DeleteBinding { subscription_id: id })?;
    Ok(())
}
