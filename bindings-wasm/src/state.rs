//! What is kept between two calls: the buffers, the accounts, nonces drawn in advance.

use std::cell::RefCell;
use std::rc::Rc;

use privatenumber::account::Account;
use privatenumber::advice::Advice;
use privatenumber::error::Error;
use privatenumber::http::HttpRequest;
use privatenumber::moment::{Created, Nonce, NonceBuffer, NoncePool};
use privatenumber::push::PushReader;

use crate::given::Texts;
use crate::{BROKEN, DONE, REFUSED, question, tell};

/// How much the input holds at first: every request and nearly every answer.
const FIRST_INPUT: usize = 4096;

/// The numbers whose address [`State::place`] gives.
#[repr(C)]
struct Place {
    output: u32,
    length: u32,
    /// The ends of URL, signature and body in a request; the rest is its advice.
    ends: [u32; 3],
    input: u32,
    capacity: u32,
}

pub(crate) struct State {
    place: Place,
    input: Vec<u8>,
    output: String,
    accounts: Vec<Option<Rc<Account>>>,
    readers: Vec<Option<Rc<PushReader>>>,
    nonces: NoncePool,
    /// The second that was asked for last, and its text.
    created: Option<(f64, Created)>,
}

thread_local! {
    static STATE: RefCell<State> = const {
        RefCell::new(State {
            place: Place { output: 0, length: 0, ends: [0; 3], input: 0, capacity: 0 },
            input: Vec::new(),
            output: String::new(),
            accounts: Vec::new(),
            readers: Vec::new(),
            nonces: NoncePool::new(),
            created: None,
        })
    };
}

/// Runs something on the state. Nothing in here calls back into JavaScript but for randomness, so it is never in use.
pub(crate) fn with<T>(run: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(run)
}

/// Why there is no answer.
pub(crate) enum Stop {
    /// The core refused.
    Refused(Error),
    /// JavaScript asked for what it cannot have, or the host has no randomness: a mistake in this package or its
    /// surroundings, never the caller's.
    Broken(String),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// An address as JavaScript counts it, which reads and writes there; memory ends at 4 GB.
fn address<T>(pointer: *const T) -> u32 {
    u32::try_from(pointer.expose_provenance()).unwrap_or_default()
}

fn count(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or_default()
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or_default()
}

impl State {
    pub(crate) fn place(&mut self) -> u32 {
        self.reserve(count(FIRST_INPUT));
        address(&raw const self.place)
    }

    pub(crate) fn reserve(&mut self, bytes: u32) {
        if self.input.len() < index(bytes) {
            self.input.resize(index(bytes), 0);
        }
        self.place.input = address(self.input.as_ptr());
        self.place.capacity = count(self.input.len());
    }

    /// The first bytes of the input.
    pub(crate) fn input(&self, bytes: u32) -> &[u8] {
        self.input.get(..index(bytes)).unwrap_or_default()
    }

    /// Two inputs that lie one behind the other.
    pub(crate) fn two_inputs(&self, first: u32, second: u32) -> (&[u8], &[u8]) {
        self.input(first.saturating_add(second)).split_at_checked(index(first)).unwrap_or_default()
    }

    /// Runs something that signs for an account, and tells how it ended.
    pub(crate) fn signed(
        &mut self,
        account: u32,
        seconds: f64,
        run: impl FnOnce(&mut Self, &Account, &Created, Nonce<'_>) -> Result<(), Stop>,
    ) -> u32 {
        let outcome = self.created(seconds).map_err(Stop::from).and_then(|created| {
            let nonce = draw(&mut self.nonces)?;
            let known = self.accounts.get(index(account)).cloned().flatten();
            let account = known.ok_or_else(|| Stop::Broken("no such account".to_owned()))?;
            run(self, &account, &created, nonce.as_nonce())
        });
        self.end(outcome)
    }

    pub(crate) fn ask(&mut self, kind: u32, seconds: f64, bytes: u32) -> u32 {
        let mut texts = Texts::new(self.input.get(..index(bytes)).unwrap_or_default());
        let mut host = Host { accounts: &mut self.accounts, readers: &mut self.readers, nonces: &mut self.nonces };
        let answer = question::answer(kind, seconds, &mut texts, &mut host);
        self.answer(answer)
    }

    fn created(&mut self, seconds: f64) -> Result<Created, Error> {
        match self.created {
            #[expect(clippy::float_cmp, reason = "only the very same second has the same text")]
            Some((known, created)) if known == seconds => Ok(created),
            _ => {
                let created = Created::from_unix_seconds(whole_seconds(seconds))?;
                self.created = Some((seconds, created));
                Ok(created)
            }
        }
    }

    pub(crate) fn give_request(&mut self, request: &HttpRequest, account: &Account) {
        self.output.clear();
        self.output.push_str(&request.url);
        let url = self.output.len();
        self.output.push_str(request.header(account.signer().scheme().header()).unwrap_or_default());
        let signature = self.output.len();
        self.output.push_str(request.body.as_deref().unwrap_or_default());
        self.place.ends = [count(url), count(signature), count(self.output.len())];
        if !request.advice.is_empty() {
            Advice::write_list(&request.advice, &mut self.output);
        }
        self.given();
    }

    pub(crate) fn give_header(&mut self, write: impl FnOnce(&mut String)) {
        self.output.clear();
        write(&mut self.output);
        self.given();
    }

    pub(crate) fn answer(&mut self, answer: Result<String, Stop>) -> u32 {
        let outcome = answer.map(|text| {
            self.output = text;
            self.given();
        });
        self.end(outcome)
    }

    fn end(&mut self, outcome: Result<(), Stop>) -> u32 {
        let (said, end) = match outcome {
            Ok(()) => return DONE,
            Err(Stop::Refused(error)) => (tell::error(&error), REFUSED),
            Err(Stop::Broken(why)) => (why, BROKEN),
        };
        self.output = said;
        self.given();
        end
    }

    fn given(&mut self) {
        self.place.output = address(self.output.as_ptr());
        self.place.length = count(self.output.len());
    }

    pub(crate) fn reader(&self, reader: u32) -> Result<Rc<PushReader>, Stop> {
        let known = self.readers.get(index(reader)).cloned().flatten();
        known.ok_or_else(|| Stop::Broken("no such reader".to_owned()))
    }

    pub(crate) fn forget(&mut self, account: u32) {
        if let Some(place) = self.accounts.get_mut(index(account)) {
            *place = None;
        }
    }

    pub(crate) fn forget_reader(&mut self, reader: u32) {
        if let Some(place) = self.readers.get_mut(index(reader)) {
            *place = None;
        }
    }
}

/// What a question may need of what is kept.
pub(crate) struct Host<'a> {
    accounts: &'a mut Vec<Option<Rc<Account>>>,
    readers: &'a mut Vec<Option<Rc<PushReader>>>,
    nonces: &'a mut NoncePool,
}

impl Host<'_> {
    /// Keeps an account, and gives its number.
    pub(crate) fn keep(&mut self, account: Account) -> u32 {
        kept(self.accounts, account)
    }

    /// Keeps a reader of pushes, and gives its number.
    pub(crate) fn keep_reader(&mut self, reader: PushReader) -> u32 {
        kept(self.readers, reader)
    }

    /// A random nonce.
    pub(crate) fn nonce(&mut self) -> Result<NonceBuffer, Stop> {
        draw(self.nonces)
    }
}

/// Puts something into the first free place, and gives the number of that.
fn kept<T>(places: &mut Vec<Option<Rc<T>>>, new: T) -> u32 {
    let new = Some(Rc::new(new));
    let free = places.iter().position(Option::is_none);
    match free.and_then(|free| places.get_mut(free).map(|place| (free, place))) {
        Some((free, place)) => {
            *place = new;
            count(free)
        }
        None => {
            places.push(new);
            count(places.len().saturating_sub(1))
        }
    }
}

fn draw(nonces: &mut NoncePool) -> Result<NonceBuffer, Stop> {
    nonces.next(getrandom::fill).map_err(|problem| Stop::Broken(format!("no randomness for a nonce: {problem}")))
}

/// The second that a JavaScript time lies in; what is no time lies before all times, and is refused as such.
pub(crate) fn whole_seconds(seconds: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small enough to be exact")]
    if seconds.is_finite() && seconds.abs() < 9e15 { seconds.floor() as i64 } else { -1 }
}
