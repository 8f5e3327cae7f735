//! What is asked now and then: accounts, numbers, masks, the stages of signing, data for `userData`, answers to pushes.

use privatenumber::account::{Account, AccountDraft, Mode};
use privatenumber::error::Error;
use privatenumber::given::Spelling;
use privatenumber::moment::{Created, Nonce};
use privatenumber::number::{AreaCode, CalleeNumber, Number, XNumber};
use privatenumber::operation::Parameter;
use privatenumber::push::push_error;
use privatenumber::signing::{self, Signer, SigningScheme};
use privatenumber::{mask, user_data};

use crate::given::{Texts, fill, value};
use crate::push;
use crate::state::{Host, Stop, whole_seconds};
use crate::tell::{self, Told};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $number:literal $name:ident,)+) => { $( $(#[doc = $doc])+ const $name: u32 = $number; )+ };
}

// The same numbers stand in js/wasm.cjs.
kinds! {
    /// Keep an account, from names and values.
    0 ACCOUNT,
    /// Mask a text.
    1 MASK,
    /// Print a request: method, URL, names of headers, length of the body.
    2 MASK_REQUEST,
    /// Read a number, from a value.
    3 NUMBER,
    /// Read an X.
    4 X_NUMBER,
    /// Read an area code.
    5 AREA_CODE,
    /// The error for a transport that timed out.
    6 TIMEOUT,
    /// The error for a transport that failed otherwise.
    7 CONNECTION,
    /// The error for a simulator's setup: field, message and hint in English, and both in Chinese if they are known.
    8 SETUP,
    /// Signing, stage 1: nonce.
    9 MESSAGE,
    /// Signing, stage 2: scheme, secret, nonce. The digest in hexadecimal.
    10 DIGEST,
    /// Signing, stage 3: scheme, the digest in hexadecimal.
    11 PASSWORD_DIGEST,
    /// Signing, stage 4: key, password digest, nonce.
    12 X_AKSK,
    /// What the core has.
    13 LISTS,
    /// Print an id.
    14 MASK_ID,
    /// Print an APP_Key.
    15 MASK_KEY,
    /// The error for a function that sends and gave no answer: what it did, in English and in Chinese.
    16 SENDER,
    /// All stages of signing at once: scheme, key, secret, and the nonce, or nothing for a random one.
    17 SIGNATURE,
    /// Read a number that is only called.
    18 CALLEE_NUMBER,
    /// Print an address.
    19 MASK_URL,
    /// Make a `userData` of JSON.
    20 ENCODE,
    /// The JSON in a `userData`.
    21 DECODE,
    /// Print the place where a list goes on.
    22 MASK_CURSOR,
    /// Keep a reader of pushes: check, address or nothing, age, time ahead, longest body, then keys and secrets in turn.
    23 PUSH_READER,
    /// The error of a push: its code, the kind of push, and in a word what there was.
    24 PUSH_ERROR,
    /// An answer to a push: its name, then names and values. Its body in both forms, who sent the SMS, and advice in JSON.
    25 REPLY,
    /// Whether an answer answers a push: name and sender of the answer, kind and sender of the push. The error if not.
    26 REPLY_FITS,
}

/// Answers a question. `seconds` is the Unix time where one is asked for.
pub(crate) fn answer(kind: u32, seconds: f64, texts: &mut Texts<'_>, host: &mut Host<'_>) -> Result<String, Stop> {
    Ok(match kind {
        ACCOUNT => {
            let mut draft = AccountDraft::new(Spelling::Wire);
            fill(texts, &mut draft)?;
            let account = Account::finish(&draft)?;
            let mut told = Told::default();
            told.text(account.app_key());
            told.text(account.base_url());
            told.text(&format!("{account:?}"));
            told.text(account.mode().map_or("", Mode::as_str));
            told.text(account.signer().scheme().as_str());
            told.number(host.keep(account));
            told.end()
        }
        MASK => mask::text(texts.text()).into_owned(),
        MASK_ID => mask::id(texts.text()).into_owned(),
        MASK_KEY => mask::key(texts.text()),
        MASK_REQUEST => {
            let (method, url, body) = (texts.text(), texts.text(), texts.text());
            mask::request(method, url, texts, body.parse().ok())
        }
        MASK_CURSOR => mask::cursor(texts.text()).into_owned(),
        MASK_URL => mask::url(texts.text()),
        NUMBER => Number::read(&value(texts))?.as_str().to_owned(),
        X_NUMBER => XNumber::read(&value(texts))?.as_str().to_owned(),
        CALLEE_NUMBER => CalleeNumber::read(&value(texts))?.as_str().to_owned(),
        AREA_CODE => AreaCode::read(&value(texts))?.as_str().to_owned(),
        ENCODE => user_data::encode(texts.text())?,
        DECODE => user_data::decode(texts.text())?,
        TIMEOUT | CONNECTION => return Err(Error::transport(kind == TIMEOUT, texts.text()).into()),
        SENDER => {
            let (what, what_zh) = (texts.text(), texts.text());
            return Err(Error::sender(what, what_zh).into());
        }
        SETUP => {
            let (field, message, hint) = (texts.text(), texts.text(), texts.text());
            let (message_zh, hint_zh) = (texts.next().unwrap_or(message), texts.next().unwrap_or(hint));
            return Err(Error::simulator_setup_saying(field, (message, message_zh), (hint, hint_zh)).into());
        }
        MESSAGE => signing::message(Nonce::new(texts.text())?, &created(seconds)?),
        DIGEST => {
            let signer = Signer::of(SigningScheme::named(texts.text())?, texts.text());
            hexadecimal(&signer.digest(Nonce::new(texts.text())?, &created(seconds)?))
        }
        PASSWORD_DIGEST => {
            let scheme = SigningScheme::named(texts.text())?;
            let digest = bytes(texts.text());
            match scheme {
                SigningScheme::WsseHex => signing::password_digest_of_text(&digest),
                SigningScheme::Aksk | SigningScheme::Wsse => signing::password_digest(&digest),
            }
        }
        SIGNATURE => {
            let scheme = SigningScheme::named(texts.text())?;
            let (app_key, app_secret) = (texts.text(), texts.text());
            // Key and secret are held against what an account takes.
            Account::new(app_key, app_secret)?;
            let drawn = host.nonce()?;
            let nonce = texts.next().map_or_else(|| Ok(drawn.as_nonce()), Nonce::new)?;
            let mut header = String::new();
            Signer::of(scheme, app_secret).write_header(&mut header, app_key, nonce, &created(seconds)?);
            header
        }
        X_AKSK => {
            let (app_key, password_digest) = (texts.text(), texts.text());
            signing::x_aksk(app_key, password_digest, Nonce::new(texts.text())?, &created(seconds)?)
        }
        LISTS => tell::lists(),
        PUSH_READER => push::reader(texts, host)?,
        PUSH_ERROR => {
            let error = push_error(texts.text(), texts.text(), texts.text());
            return Err(error.map_or_else(|| Stop::Broken("no such error".to_owned()), Stop::from));
        }
        REPLY => push::reply(texts)?,
        REPLY_FITS => {
            push::fits(texts)?;
            String::new()
        }
        _ => return Err(Stop::Broken("no such question".to_owned())),
    })
}

fn created(seconds: f64) -> Result<Created, Error> {
    Created::from_unix_seconds(whole_seconds(seconds))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The 32 bytes that hexadecimal digits stand for.
fn bytes(hexadecimal: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (index, digit) in hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).enumerate() {
        if let Some(byte) = bytes.get_mut(index / 2) {
            *byte = (*byte << 4) | u8::try_from(digit).unwrap_or_default();
        }
    }
    bytes
}
