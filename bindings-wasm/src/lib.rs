//! The core as WebAssembly. It decides nothing: bytes come in, the core is asked, bytes go out.
//!
//! Texts cross through two buffers in this module's memory, which JavaScript reads and writes itself: the functions that
//! are called for every request take and return numbers alone. [`place`] says where the buffers are. A text that goes in
//! is written into the input before the call, at most [`reserve`]d bytes of it; what comes out lies in the output until
//! the next call. The functions give 0, or 1 if the output holds an error, or 2 if this module cannot do its work.

mod given;
mod push;
mod question;
mod state;
mod tell;

use privatenumber::error::Error;
use privatenumber::http::{HttpRequest, HttpResponse};
use privatenumber::moment::{Created, Nonce};
use privatenumber::operation::{Operation, ax, axb, axe, axyb, call, recording};
use privatenumber::{Account, answer::Answer};
use wasm_bindgen::prelude::wasm_bindgen;

use given::Texts;
use state::Stop;

/// The output holds what was asked for.
const DONE: u32 = 0;
/// The output holds an error of the core's.
const REFUSED: u32 = 1;
/// The output says in a few words what is wrong with the package or its surroundings.
const BROKEN: u32 = 2;

/// One operation, its types gone: what is asked of each under its number.
struct Entry {
    request: fn(&mut Texts<'_>, &Account, &Created, Nonce<'_>) -> Result<HttpRequest, Error>,
    parse: fn(&HttpResponse<'_>) -> Result<String, Error>,
}

macro_rules! entries {
    ($($operation:path,)+) => {
        &[$(Entry { request: request_of::<$operation>, parse: parse_of::<$operation> },)+]
    };
}

/// Every operation, in the order of [`privatenumber::operation::OPERATIONS`].
const ENTRIES: &[Entry] = privatenumber::operations!(entries);

fn request_of<O: Operation>(
    parameters: &mut Texts<'_>,
    account: &Account,
    created: &Created,
    nonce: Nonce<'_>,
) -> Result<HttpRequest, Error> {
    given::operation::<O>(parameters)?.request(account, created, nonce)
}

fn parse_of<O: Operation>(response: &HttpResponse<'_>) -> Result<String, Error> {
    O::parse(response).map(|answer| answer.to_json())
}

/// The address of seven numbers: where the output is, how long it is, the lengths of its parts, where the input is, and
/// how much it holds.
#[wasm_bindgen]
pub fn place() -> u32 {
    state::with(|state| state.place())
}

/// Makes room for so many bytes in the input.
#[wasm_bindgen]
pub fn reserve(bytes: u32) {
    state::with(|state| state.reserve(bytes));
}

/// Builds and signs a request from the parameters in the input. The output is URL, signature, body and, if there is any,
/// advice in JSON, one behind the other, in ASCII. `seconds` is the Unix time, the nonce a random one.
#[wasm_bindgen]
pub fn request(operation: u32, account: u32, seconds: f64, bytes: u32) -> u32 {
    state::with(|state| {
        state.signed(account, seconds, |state, account, created, nonce| {
            let mut texts = Texts::new(state.input(bytes));
            let request = (entry(operation)?.request)(&mut texts, account, created, nonce)?;
            state.give_request(&request, account);
            Ok(())
        })
    })
}

/// As [`request`], with a nonce of the caller's, which is the first text in the input.
#[wasm_bindgen]
pub fn request_with_nonce(operation: u32, account: u32, seconds: f64, bytes: u32) -> u32 {
    state::with(|state| {
        state.signed(account, seconds, |state, account, created, _| {
            let mut texts = Texts::new(state.input(bytes));
            let nonce = Nonce::new(texts.text())?;
            let request = (entry(operation)?.request)(&mut texts, account, created, nonce)?;
            state.give_request(&request, account);
            Ok(())
        })
    })
}

/// The signature for this moment, with a random nonce: the value of an account's `X-AKSK` or `X-WSSE` header.
#[wasm_bindgen]
pub fn sign(account: u32, seconds: f64) -> u32 {
    state::with(|state| {
        state.signed(account, seconds, |state, account, created, nonce| {
            state.give_header(|header| account.signer().write_header(header, account.app_key(), nonce, created));
            Ok(())
        })
    })
}

/// Reads an answer. The input holds names and values of its headers, as texts, and behind them its body. The output is
/// the answer as JSON.
#[wasm_bindgen]
pub fn parse(operation: u32, status: u32, header_bytes: u32, body_bytes: u32) -> u32 {
    state::with(|state| {
        let answer = entry(operation).and_then(|entry| {
            let (headers, body) = state.two_inputs(header_bytes, body_bytes);
            let mut texts = Texts::new(headers);
            let mut headers = Vec::new();
            while let (Some(name), Some(value)) = (texts.next(), texts.next()) {
                headers.push((name, value));
            }
            let status = u16::try_from(status).unwrap_or_default();
            Ok((entry.parse)(&HttpResponse { status, headers: &headers, body })?)
        });
        state.answer(answer)
    })
}

/// Everything that is not asked for each request: `kind` is a kind of question, the input holds its arguments.
#[wasm_bindgen]
pub fn ask(kind: u32, seconds: f64, bytes: u32) -> u32 {
    state::with(|state| state.ask(kind, seconds, bytes))
}

/// Reads a push. The input holds names and values of its headers, as texts, and behind them its body. The output is what is
/// in it as JSON.
#[wasm_bindgen]
pub fn read_push(reader: u32, seconds: f64, header_bytes: u32, body_bytes: u32) -> u32 {
    state::with(|state| {
        let reading = state.reader(reader).and_then(|reader| {
            let (headers, body) = state.two_inputs(header_bytes, body_bytes);
            push::read(&reader, headers, body, seconds)
        });
        state.answer(reading)
    })
}

/// Forgets a reader of pushes.
#[wasm_bindgen]
pub fn forget_reader(reader: u32) {
    state::with(|state| state.forget_reader(reader));
}

/// Forgets an account.
#[wasm_bindgen]
pub fn forget(account: u32) {
    state::with(|state| state.forget(account));
}

fn entry(operation: u32) -> Result<&'static Entry, Stop> {
    usize::try_from(operation)
        .ok()
        .and_then(|index| ENTRIES.get(index))
        .ok_or_else(|| Stop::Broken("no such operation".to_owned()))
}
