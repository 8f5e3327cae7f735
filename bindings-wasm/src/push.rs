//! Readers of pushes, and the answers to those that ask.

use privatenumber::advice::Advice;
use privatenumber::duration::Span;
use privatenumber::error::Error;
use privatenumber::given::{Given, Spelling};
use privatenumber::operation::Parameter as _;
use privatenumber::push::{Check, Close, Connect, Incoming, PushKind, PushReader, Reply, ReplyForm, Route, answers};

use crate::given::{Texts, fill};
use crate::state::{Host, Stop, whole_seconds};
use crate::tell::Told;

/// Keeps a reader, and gives its number.
pub(crate) fn reader(texts: &mut Texts<'_>, host: &mut Host<'_>) -> Result<String, Stop> {
    let check = Check::read(&Given::Text(texts.text().into())).map_err(|error| error.of_field("check"))?;
    let mut reader = PushReader::new(check);
    let url = texts.text();
    if !url.is_empty() {
        reader.set_url(url)?;
    }
    let (max_age, max_ahead, max_body) = (texts.text(), texts.text(), texts.text());
    reader.set_window(count(max_age), count(max_ahead));
    reader.set_max_body(count(max_body));
    while let (Some(app_key), Some(app_secret)) = (texts.next(), texts.next()) {
        reader.add_application(app_key, app_secret)?;
    }
    reader.ready()?;
    Ok(host.keep_reader(reader).to_string())
}

/// What JavaScript has found to be a whole number in range.
fn count(digits: &str) -> u32 {
    digits.parse().unwrap_or_default()
}

/// Reads a push.
pub(crate) fn read(reader: &PushReader, headers: &[u8], body: &[u8], seconds: f64) -> Result<String, Stop> {
    let mut texts = Texts::new(headers);
    let mut headers = Vec::new();
    while let (Some(name), Some(value)) = (texts.next(), texts.next()) {
        headers.push((name, value));
    }
    let reading = reader.read(&Incoming { headers: &headers, body }, Span::from_seconds(whole_seconds(seconds)))?;
    Ok(reading.to_json())
}

/// Makes an answer.
pub(crate) fn reply(texts: &mut Texts<'_>) -> Result<String, Error> {
    let reply = match texts.text() {
        "connect" => {
            let mut draft = Connect::empty_draft(Spelling::Wire);
            fill(texts, &mut draft)?;
            Reply::connect(draft)?
        }
        "close" => {
            let mut draft = Close::empty_draft(Spelling::Wire);
            fill(texts, &mut draft)?;
            Reply::close(draft)?
        }
        "route" => {
            let mut draft = Route::empty_draft(Spelling::Wire);
            fill(texts, &mut draft)?;
            Reply::route(draft)?
        }
        _ => Reply::Discard,
    };
    let mut advice = String::new();
    Advice::write_list(&reply.advice(), &mut advice);
    let mut told = Told::default();
    told.text(&reply.to_json(ReplyForm::List));
    told.text(&reply.to_json(ReplyForm::Object));
    told.text(reply.calling().unwrap_or_default());
    told.text(&advice);
    Ok(told.end())
}

/// Whether an answer answers a push.
pub(crate) fn fits(texts: &mut Texts<'_>) -> Result<(), Error> {
    let (name, calling, kind, sender) = (texts.text(), texts.text(), texts.text(), texts.text());
    let kind = PushKind::named(kind).unwrap_or(PushKind::Other);
    answers((name, Some(calling).filter(|text| !text.is_empty())), (kind, Some(sender).filter(|text| !text.is_empty())))
}
