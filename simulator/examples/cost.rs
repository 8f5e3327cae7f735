//! How much more a bind, a query and a call cost where much is bound than where nothing is.
//!
//! Three platforms of one setup: an empty one, one with an X that is filled up to the 5,000 pairs it can hold, and one with
//! 200,000 bindings. They are measured in turns, so that what else the machine does meets all of them. Writes ratios,
//! `{"rust.simulator.bind_full_x_vs_empty": …}`, to the file named by the first argument, or to standard output.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and speaks"
)]

use std::error::Error;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber_simulator::{Application, Call, Number, Platform, Request, Setup};
use sha2::{Digest as _, Sha256};

const ROUNDS: usize = 31;
/// Binds, queries and calls a round. The binds are undone after it.
const REPETITIONS: u32 = 200;
/// What an X holds at most.
const PAIRS_A_NUMBER: u32 = 5_000;
const BINDINGS: u32 = 200_000;
/// As many as these bindings need if each leaves room for those of a round.
const NUMBERS: u32 = 50;

const KEY: &str = "SimulatorAppKeyBenchmark0001";
const SECRET: &str = "SimulatorSecretNotRealBench1";
const NOW_MS: i64 = 1_767_225_600_000;
const PATH: &str = "/rest/caas/relationnumber/partners/v1.0";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A platform under load, and what each kind of work took in each round.
struct Bench {
    platform: Platform,
    token: String,
    /// The number of the next pair, so that no number occurs twice.
    next_pair: u32,
    binds: Vec<Duration>,
    queries: Vec<Duration>,
    calls: Vec<Duration>,
}

impl Bench {
    /// With so many pairs on each of the first X.
    fn new(numbers: u32, pairs: u32) -> Outcome<Self> {
        let application = Application {
            app_key: KEY.to_owned(),
            app_secret: SECRET.to_owned(),
            numbers: (0..NUMBERS)
                .map(|index| Number { number: x(index), area_code: String::from("0755"), ..Number::default() })
                .collect(),
            ..Application::default()
        };
        let platform = Platform::new(Setup { applications: vec![application], ..Setup::default() })?;
        let (binds, queries, calls) = (Vec::new(), Vec::new(), Vec::new());
        let mut bench = Self { platform, token: token(), next_pair: 0, binds, queries, calls };
        for number in 0..numbers {
            for _ in 0..pairs {
                bench.bind(number)?;
            }
        }
        Ok(bench)
    }

    fn send(&mut self, method: &str, target: &str, body: &str) -> Outcome<String> {
        let headers = [
            ("Content-Type", "application/json"),
            ("Authorization", r#"AKSK realm="SDP",profile="UsernameToken",type="Appkey""#),
            ("X-AKSK", self.token.as_str()),
        ];
        let response =
            self.platform.answer(&Request { method, target, headers: &headers, body: body.as_bytes() }, NOW_MS);
        let body = String::from_utf8(response.body)?;
        if response.status == 200 { Ok(body) } else { Err(format!("{method} was answered {body}").into()) }
    }

    /// Binds the next pair on an X, and gives the answer.
    fn bind(&mut self, number: u32) -> Outcome<String> {
        let (a, b) = (person(self.next_pair * 2), person(self.next_pair * 2 + 1));
        self.next_pair += 1;
        let x = x(number);
        self.send("POST", PATH, &format!(r#"{{"callerNum":"{a}","relationNum":"{x}","calleeNum":"{b}"}}"#))
    }

    fn round(&mut self) -> Outcome {
        let first = self.next_pair;
        let mut answers = Vec::new();
        let start = Instant::now();
        for _ in 0..REPETITIONS {
            answers.push(self.bind(0)?);
        }
        self.binds.push(start.elapsed());

        let mut targets = Vec::new();
        for answer in &answers {
            let answer: serde_json::Value = serde_json::from_str(answer)?;
            let id = answer.get("subscriptionId").and_then(serde_json::Value::as_str).ok_or("a bind has no id")?;
            targets.push(format!("{PATH}?subscriptionId={id}"));
        }
        let start = Instant::now();
        for target in &targets {
            self.send("GET", target, "")?;
        }
        self.queries.push(start.elapsed());

        let start = Instant::now();
        for pair in first..self.next_pair {
            self.platform.call(&Call::new(person(pair * 2 + 1), x(0)))?;
            while let Some(due) = self.platform.next_due() {
                self.platform.advance_to(due);
            }
        }
        self.calls.push(start.elapsed());

        for target in &targets {
            self.send("DELETE", target, "")?;
        }
        // The same numbers again, so that no round differs from another.
        self.next_pair = first;
        Ok(())
    }
}

fn main() -> Outcome {
    let on_each = BINDINGS / NUMBERS;
    let mut empty = Bench::new(0, 0)?;
    let mut full_x = Bench::new(1, PAIRS_A_NUMBER - REPETITIONS)?;
    let mut many = Bench::new(NUMBERS, on_each)?;
    for _ in 0..ROUNDS {
        for bench in [&mut empty, &mut full_x, &mut many] {
            bench.round()?;
        }
    }
    let mut lines = Vec::new();
    for (name, bench) in [("full_x", &mut full_x), ("200k", &mut many)] {
        for (work, times, base) in [
            ("bind", &mut bench.binds, &mut empty.binds),
            ("query", &mut bench.queries, &mut empty.queries),
            ("call", &mut bench.calls, &mut empty.calls),
        ] {
            let ratio = median(times).as_secs_f64() / median(base).as_secs_f64();
            lines.push(format!("  \"rust.simulator.{work}_{name}_vs_empty\": {ratio:.3}"));
        }
    }
    let report = format!("{{\n{}\n}}\n", lines.join(",\n"));
    match std::env::args().nth(1) {
        Some(path) => std::fs::write(path, report)?,
        None => print!("{report}"),
    }
    Ok(())
}

/// The value of `X-AKSK`. Time stands still and nonces may come again, so that one will do.
fn token() -> String {
    let (nonce, created) = ("66C92B11FF8A425FB8D4CCFE0ED9ED1F", "2026-01-01T00:00:00Z");
    let mut key = SECRET.as_bytes().to_vec();
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36).as_slice(), nonce.as_bytes(), created.as_bytes()].concat());
    let digest = STANDARD.encode(Sha256::digest([pad(0x5c).as_slice(), inner.as_slice()].concat()));
    format!(r#"UsernameToken Username="{KEY}",PasswordDigest="{digest}",Nonce="{nonce}",Created="{created}""#)
}

fn person(n: u32) -> String {
    format!("+86138{n:08}")
}

fn x(n: u32) -> String {
    format!("+86170{n:08}")
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
