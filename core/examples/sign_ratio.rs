//! How much the whole `X-AKSK` value costs beside the two SHA-256 compressions that its HMAC cannot do without.
//!
//! Writes `{"rust.sign.vs_mac": …}` to the file named by the first argument, or to standard output.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and speaks"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use privatenumber::moment::NoncePool;
use privatenumber::{Account, Created};
use sha2::block_api::compress256;

const ROUNDS: usize = 15;
const REPETITIONS: u32 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let account = Account::new("a1b2C3d4E5f6G7h8I9j0K1l2M3n4", "benchmark-secret-not-real-00")?;
    let mut pool = NoncePool::new();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let (mut signs, mut macs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        signs.push(time(|second| {
            // Drawing a nonce and writing the time are part of the value; a real caller's randomness and clock are not.
            let nonce = pool.next(|bytes| {
                for word in bytes.chunks_exact_mut(8) {
                    random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    word.copy_from_slice(&random.to_be_bytes());
                }
                Ok::<_, std::convert::Infallible>(())
            });
            let created = Created::from_unix_seconds(1_700_000_000 + i64::from(second));
            if let (Ok(nonce), Ok(created)) = (nonce, created) {
                let mut header = String::with_capacity(256);
                account.signer().write_header(&mut header, account.app_key(), nonce.as_nonce(), &created);
                black_box(header);
            }
        }));
        macs.push(time(|round| {
            let mut state = [round; 8];
            compress256(&mut state, &[black_box([7; 64])]);
            compress256(&mut state, &[black_box([9; 64])]);
            black_box(state);
        }));
    }
    let ratio = median(&mut signs).as_secs_f64() / median(&mut macs).as_secs_f64();
    let report = format!("{{\"rust.sign.vs_mac\": {ratio:.3}}}\n");
    match std::env::args().nth(1) {
        Some(path) => std::fs::write(path, report)?,
        None => print!("{report}"),
    }
    Ok(())
}

fn time(mut once: impl FnMut(u32)) -> Duration {
    let start = Instant::now();
    for repetition in 0..REPETITIONS {
        once(repetition);
    }
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
