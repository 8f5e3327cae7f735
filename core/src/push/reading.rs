//! Reading a push: is it genuine, what is in it, and what is each part of it called.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use crate::account::{checked_key, checked_secret};
use crate::answer::{Answer, Derived, Draft, Extra, Field, Id, Instant, Text, text_of, without_mark};
use crate::description::AnswerDescription;
use crate::error::{Code, Error, texts};
use crate::given::{Given, Name};
use crate::hexadecimal;
use crate::json::{write_name, write_text};
use crate::mask;
use crate::parameter::choice;
use crate::push::call_event::CallEvent;
use crate::push::call_record::CallRecord;
use crate::push::kind::PushKind;
use crate::push::number_status::NumberStatus;
use crate::push::refusal::refusal;
use crate::push::signature::{self, Application, PushScheme};
use crate::push::sms::{Sms, is_block};
use crate::push::unknown::UnknownPush;
use crate::push::{MAX_AGE, MAX_AHEAD, MAX_BODY};
use crate::span::Span;

/// The most records or numbers that are taken of one push. The pages promise 50 and 100; what has far more would take far
/// more memory than the body has bytes.
const MOST_IN_A_BATCH: usize = 1000;

/// The longest key that is made of ids, in bytes. With a session of 256 characters and a time of 128, the longest that the
/// pages have, it fits; a store that holds so many keys is to hold so much.
const LONGEST_KEY: usize = 512;

choice! {
    /// What becomes of a push that is not shown to be genuine.
    Check(Text) {
        /// It is refused.
        Require = "require",
        /// It is read, and [`Delivery::problem`] says what is wrong.
        Report = "report",
        /// Signatures are not looked at: anybody who knows the address can push.
        Off = "off",
    }
}

/// What came in, untouched.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// Name and value of each header, names in any case.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's bytes.
    pub body: &'a [u8],
}

impl fmt::Debug for Incoming<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Incoming({} headers, {} bytes)", self.headers.len(), self.body.len())
    }
}

/// Reads the pushes of one or more applications.
#[derive(Clone)]
pub struct PushReader {
    applications: Vec<Application>,
    check: Check,
    url: Option<String>,
    max_age: i64,
    max_ahead: i64,
    max_body: usize,
}

impl fmt::Debug for PushReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.applications.iter().map(|application| mask::key(&application.app_key)).collect();
        write!(formatter, "PushReader({}, check {})", keys.join(", "), self.check.as_str())
    }
}

impl PushReader {
    /// A reader of the pushes of no application yet.
    pub fn new(check: Check) -> Self {
        Self {
            applications: Vec::new(),
            check,
            url: None,
            max_age: i64::from(MAX_AGE),
            max_ahead: i64::from(MAX_AHEAD),
            max_body: usize::try_from(MAX_BODY).unwrap_or(usize::MAX),
        }
    }

    /// Adds an application. While its secret is being renewed, both may be added under the same key.
    ///
    /// Errors: `account.app_key`, `account.app_secret`.
    pub fn add_application(&mut self, app_key: &str, app_secret: &str) -> Result<(), Error> {
        self.applications.push(Application::new(checked_key(app_key)?, checked_secret(app_secret)?));
        Ok(())
    }

    /// Names the address that is pushed to, as it is typed into the console: one of the documented digests covers it.
    ///
    /// Errors: `parameter.characters`.
    pub fn set_url(&mut self, url: &str) -> Result<(), Error> {
        if url.is_empty() || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::new(
                Code::ParameterCharacters,
                texts(
                    "{field} must be an address, without blanks",
                    "{field}须为不含空格的地址",
                    "copy it from the console as it is typed there, or leave it out",
                    "请从控制台原样复制，或不传入",
                ),
            )
            .at("url"));
        }
        self.url = Some(url.to_owned());
        Ok(())
    }

    /// Says how many seconds old a signature may be, and how many seconds in the future it may lie.
    pub fn set_window(&mut self, max_age: u32, max_ahead: u32) {
        self.max_age = i64::from(max_age);
        self.max_ahead = i64::from(max_ahead);
    }

    /// Says how many bytes a body may have.
    pub fn set_max_body(&mut self, max_body: u32) {
        self.max_body = usize::try_from(max_body).unwrap_or(usize::MAX);
    }

    /// Whether pushes can be checked as it is asked. Errors: `parameter.missing`.
    pub fn ready(&self) -> Result<(), Error> {
        if self.check == Check::Off || !self.applications.is_empty() {
            return Ok(());
        }
        Err(Error::new(
            Code::ParameterMissing,
            texts(
                "{field} is missing: without the APP_Key and APP_Secret of an application no push can be checked",
                "缺少{field}：没有应用的APP_Key和APP_Secret就无法校验推送",
                "name the applications to which the X numbers belong",
                "请传入X号码所属应用的APP_Key和APP_Secret",
            ),
        )
        .at("applications"))
    }

    /// Reads a push that came in at this time.
    ///
    /// Errors: the kinds `PushNotGenuine` (not where [`Check`] says otherwise) and `PushUnreadable`, each with the HTTP status
    /// to answer with.
    pub fn read(&self, incoming: &Incoming<'_>, now: Span) -> Result<Reading, Error> {
        if incoming.body.len() > self.max_body {
            return Err(refusal(Code::PushTooLarge));
        }
        let body = without_mark(incoming.body);
        let mut nonce = None;
        let delivery = if self.check == Check::Off {
            Delivery::default()
        } else {
            match signature::check(incoming.headers, &self.applications, self.url.as_deref()) {
                Ok(genuine) => {
                    nonce = Some(NonceMark {
                        key: format!("nonce:{}", genuine.signature.nonce),
                        fingerprint: hexadecimal::text(&Sha256::digest(incoming.body)),
                        seconds: self.seconds_of_window(),
                    });
                    let problem = (!self.is_fresh(genuine.signature.moment, now)).then(|| refusal(Code::PushStale));
                    Delivery {
                        genuine: problem.is_none(),
                        scheme: Some(genuine.scheme),
                        app_key: Some(genuine.signature.username.to_owned()),
                        created: Some(genuine.signature.moment),
                        problem,
                    }
                }
                Err(problem) => Delivery { problem: Some(problem), ..Delivery::default() },
            }
        };
        if let (Check::Require, Some(problem)) = (self.check, &delivery.problem) {
            return Err(problem.clone());
        }
        let nonce = nonce.filter(|_| delivery.genuine);
        let pushes = pushes_of(body, nonce.as_ref())?;
        Ok(Reading { delivery, nonce, pushes })
    }

    /// How long a signature can hold from now on. Both ends belong to the window, the last second to its end.
    fn seconds_of_window(&self) -> u32 {
        u32::try_from(self.max_age.saturating_add(self.max_ahead).saturating_add(1)).unwrap_or(u32::MAX)
    }

    /// Both ends of the window belong to it.
    fn is_fresh(&self, moment: Instant, now: Span) -> bool {
        let age = now.microseconds.div_euclid(1_000_000).saturating_sub(moment.unix_seconds());
        (-self.max_ahead..=self.max_age).contains(&age)
    }
}

/// How a push came, and whether it is genuine.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Whether its signature was checked, and is right and fresh.
    pub genuine: bool,
    /// Which of the documented digests matched.
    pub scheme: Option<PushScheme>,
    /// The APP_Key that signed, where the digest matched.
    pub app_key: Option<String>,
    /// When it was signed, where the digest matched.
    pub created: Option<Instant>,
    /// What is wrong with the signature, where that is only reported.
    pub problem: Option<Error>,
}

impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.scheme.map_or("none", PushScheme::as_str);
        let app_key = self.app_key.as_deref().map_or_else(|| "none".to_owned(), mask::key);
        let problem = self.problem.as_ref().map_or("none", Error::code);
        write!(formatter, "Delivery(genuine {}, scheme {scheme}, key {app_key}, problem {problem})", self.genuine)
    }
}

/// What a receiver keeps of a signature, so that it cannot be used for another body, which it does not cover.
///
/// A nonce that comes again with the same body is the platform resending, of which no page says whether it signs anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonceMark {
    /// What to keep it under.
    pub key: String,
    /// SHA-256 of the body, in hexadecimal.
    pub fingerprint: String,
    /// How long to keep it: as long as a signature holds.
    pub seconds: u32,
}

/// What one delivery brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How it came.
    pub delivery: Delivery,
    /// What to keep of its signature, where that is genuine.
    pub nonce: Option<NonceMark>,
    /// What is in it, in its order.
    pub pushes: Vec<Push>,
}

impl Reading {
    /// All of it as a JSON object, for handing it on to another language: `delivery`, in which `problem` is the code of the
    /// error, `nonce` where there is one, and `pushes`, each with `kind`, `key` where there is one, and `data`. It holds whole
    /// telephone numbers.
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(1024);
        json.push_str("{\"delivery\":{");
        let Delivery { genuine, scheme, app_key, created, problem } = &self.delivery;
        member(&mut json, "genuine", genuine);
        let problem = problem.as_ref().map(Error::code);
        for (name, text) in
            [("scheme", scheme.map(PushScheme::as_str)), ("appKey", app_key.as_deref()), ("problem", problem)]
        {
            if let Some(text) = text {
                write_name(&mut json, name);
                write_text(&mut json, text);
            }
        }
        if let Some(created) = created {
            member(&mut json, "created", created);
        }
        json.push('}');
        if let Some(NonceMark { key, fingerprint, seconds }) = &self.nonce {
            json.push_str(",\"nonce\":{");
            for (name, text) in [("key", key), ("fingerprint", fingerprint)] {
                write_name(&mut json, name);
                write_text(&mut json, text);
            }
            member(&mut json, "seconds", &i64::from(*seconds));
            json.push('}');
        }
        json.push_str(",\"pushes\":[");
        for (index, push) in self.pushes.iter().enumerate() {
            json.push_str(if index == 0 { "{" } else { ",{" });
            write_name(&mut json, "kind");
            write_text(&mut json, push.kind.as_str());
            if let Some(key) = push.key() {
                write_name(&mut json, "key");
                write_text(&mut json, key);
            }
            write_name(&mut json, "data");
            push.data.write_json(&mut json);
            json.push('}');
        }
        json.push_str("]}");
        json
    }
}

fn member(json: &mut String, name: &str, value: &impl Field) {
    write_name(json, name);
    value.write_json(json);
}

/// One push: an event, one record of a batch, an SMS, the status of one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// What it is about.
    pub kind: PushKind,
    /// What is told.
    pub data: PushData,
}

/// What is told in a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushData {
    /// An event of a call.
    CallEvent(CallEvent),
    /// The record of a call.
    CallRecord(Box<CallRecord>),
    /// An SMS.
    Sms(Sms),
    /// The status of a number.
    NumberStatus(NumberStatus),
    /// Something that this version does not know.
    Unknown(UnknownPush),
}

impl Push {
    /// Names the push. The same push sent again has the same key; none says that nothing tells them apart.
    pub fn key(&self) -> Option<&str> {
        let key = match &self.data {
            PushData::CallEvent(event) => &event.key,
            PushData::CallRecord(record) => &record.key,
            PushData::Sms(sms) => &sms.key,
            PushData::NumberStatus(status) => &status.key,
            PushData::Unknown(push) => &push.key,
        };
        key.as_ref().map(|key| key.0.as_str())
    }
}

impl PushData {
    /// All of it as a JSON object, for handing it on to another language. It holds whole telephone numbers.
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(512);
        self.write_json(&mut json);
        json
    }

    fn write_json(&self, json: &mut String) {
        match self {
            Self::CallEvent(event) => event.write_json(json),
            Self::CallRecord(record) => record.write_json(json),
            Self::Sms(sms) => sms.write_json(json),
            Self::NumberStatus(status) => status.write_json(json),
            Self::Unknown(push) => push.write_json(json),
        }
    }
}

/// The members of a JSON object, each as it was written.
struct Members<'a>(Vec<(Name<'a>, &'a RawValue)>);

impl<'a> Members<'a> {
    /// None if it is no object. Errors: it is no JSON.
    fn of(json: &'a str) -> Result<Option<Self>, serde_json::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<Self::Value, M::Error> {
                let mut all = Vec::new();
                while let Some(member) = members.next_entry()? {
                    all.push(member);
                }
                Ok(Members(all))
            }
        }
        if !json.trim_start().starts_with('{') {
            // Whether it is JSON at all: it is the reader's word that tells the two mistakes apart.
            serde_json::from_str::<&RawValue>(json)?;
            return Ok(None);
        }
        let mut source = serde_json::Deserializer::from_str(json);
        let members = source.deserialize_map(Reader)?;
        source.end()?;
        Ok(Some(members))
    }

    /// A member's text. Of two of one name the last, as most readers of JSON do.
    fn get(&self, wanted: &str) -> Option<&'a str> {
        self.0.iter().rfind(|(name, _)| name.0 == wanted).map(|(_, json)| json.get())
    }

    /// The text of a member, blanks around it dropped; none if it is no text or empty.
    fn text(&self, wanted: &str) -> Option<String> {
        let given = serde_json::from_str::<Given<'_>>(self.get(wanted)?).ok()?;
        text_of(&given).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// All but these, to be kept beside what is known.
    fn without<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = (&'m str, &'a str)> {
        self.0
            .iter()
            .filter(|(name, _)| !names.contains(&name.0.as_ref()))
            .map(|(name, json)| (name.0.as_ref(), json.get()))
    }
}

/// Everything in a body.
fn pushes_of(body: &[u8], nonce: Option<&NonceMark>) -> Result<Vec<Push>, Error> {
    let json = std::str::from_utf8(body).map_err(|_| refusal(Code::PushNotJson))?;
    let json = json.trim_matches([' ', '\t', '\r', '\n']);
    let members = Members::of(json).map_err(|_| refusal(Code::PushNotJson))?;
    let members = members.ok_or_else(|| refusal(Code::PushForeign))?;
    let event_type = members.text("eventType");
    let one = |push: Option<Push>| push.map(|push| vec![push]);
    let known = match event_type.as_deref() {
        Some(name) if name.eq_ignore_ascii_case("fee") => records(&members)?,
        Some(name) if name.eq_ignore_ascii_case("numStatus") => statuses(&members, nonce)?,
        Some(name) => one(PushKind::of_call_event(name).and_then(|kind| call_event(json, &members, kind))),
        None => one(sms(json, &members)),
    };
    Ok(known.unwrap_or_else(|| vec![unknown(json, &[])]))
}

/// The pushes in a batch, each read by `read` from its place, its JSON and what stands beside the list, of which this
/// version knows nothing and which is kept with the first. What `read` cannot read is kept as a push of its own. None if
/// there is no list.
fn batch(
    members: &Members<'_>,
    event_type: &str,
    list: &str,
    read: impl Fn(usize, &str, &[(&str, &str)]) -> Option<Push>,
) -> Result<Option<Vec<Push>>, Error> {
    let Some(items) = members.get(list).and_then(elements) else {
        return Ok(None);
    };
    if items.len() > MOST_IN_A_BATCH {
        return Err(refusal(Code::PushTooLarge));
    }
    let known = ["eventType", list];
    let beside: Vec<_> = members.without(&known).collect();
    let quoted = format!("\"{event_type}\"");
    let pushes = items.into_iter().enumerate().map(|(index, json)| {
        let beside = if index == 0 { &beside[..] } else { &[] };
        read(index, json, beside).unwrap_or_else(|| unknown(json, &[("eventType", &quoted)]))
    });
    Ok(Some(pushes.collect()))
}

fn records(members: &Members<'_>) -> Result<Option<Vec<Push>>, Error> {
    batch(members, "fee", "feeLst", |_, json, beside| {
        let mut record: CallRecord = filled(json, &[], beside.iter().copied())?;
        let id = record.icid.as_ref().or(record.session_id.as_ref()).map(|id| format!("fee:{}", id.as_str()));
        record.key = Some(key(id, json));
        Some(Push { kind: PushKind::Fee, data: PushData::CallRecord(Box::new(record)) })
    })
}

fn statuses(members: &Members<'_>, nonce: Option<&NonceMark>) -> Result<Option<Vec<Push>>, Error> {
    // An X may be suspended today and in a month: what is in the push does not tell the one from the other.
    let nonce = nonce.and_then(|nonce| nonce.key.strip_prefix("nonce:"));
    batch(members, "numStatus", "numInfo", |index, json, beside| {
        let mut status: NumberStatus = filled(json, &[], beside.iter().copied())?;
        status.key = nonce.map(|nonce| Derived(Id::made(format!("numStatus:{nonce}:{index}"))));
        Some(Push { kind: PushKind::NumStatus, data: PushData::NumberStatus(status) })
    })
}

/// An event of a call. Its key is made of the whole push where it has no session: the type stands outside of `statusInfo`.
fn call_event(json: &str, members: &Members<'_>, kind: PushKind) -> Option<Push> {
    let info = members.get("statusInfo")?;
    let event_type = format!("\"{}\"", kind.as_str());
    let rest = members.without(&["eventType", "statusInfo"]);
    let mut event: CallEvent = filled(info, &[("eventType", &event_type)], rest)?;
    let written = || {
        let info = Members::of(info).ok().flatten();
        info.and_then(|info| info.text("timestamp")).unwrap_or_default()
    };
    let id = event.session_id.as_ref().map(|id| match (kind, &event.digit_info) {
        // A caller who keys in a wrong extension is asked again.
        (PushKind::CollectInfo, digits) => {
            let digits = digits.as_ref().map_or("", Text::as_str);
            format!("event:{}:{}:{}:{digits}", id.as_str(), kind.as_str(), written())
        }
        _ => format!("event:{}:{}", id.as_str(), kind.as_str()),
    });
    event.key = Some(key(id, json));
    let asks = kind == PushKind::Callin && is_block(event.notify_mode.as_ref());
    let kind = if asks { PushKind::CallinBlock } else { kind };
    Some(Push { kind, data: PushData::CallEvent(event) })
}

fn sms(json: &str, members: &Members<'_>) -> Option<Push> {
    let mut sms: Sms = filled(members.get("smsEvent")?, &[], members.without(&["smsEvent"]))?;
    let mode = sms.notification_mode.as_ref().map_or("", Text::as_str).trim().to_ascii_lowercase();
    let id = sms.sms_identifier.as_ref().map(|id| format!("sms:{}:{mode}", id.as_str()));
    sms.key = Some(key(id, json));
    let kind = if sms.is_block() { PushKind::SmsBlock } else { PushKind::SmsNotify };
    Some(Push { kind, data: PushData::Sms(sms) })
}

/// A push of which nothing is known but that it came. What is no object is kept under the name `value`.
fn unknown(json: &str, more: &[(&str, &str)]) -> Push {
    let more = more.iter().copied();
    let mut push: UnknownPush = filled(json, &[], more.clone()).unwrap_or_else(|| {
        filled("{}", &[], more.chain([("value", json)])).unwrap_or(UnknownPush {
            event_type: None,
            key: None,
            extra: Extra::default(),
        })
    });
    push.key = Some(key(None, json));
    Push { kind: PushKind::Other, data: PushData::Unknown(push) }
}

/// The key of a push: by its ids, else by what is in it.
fn key(of_ids: Option<String>, json: &str) -> Derived<Id> {
    let of_ids = of_ids.filter(|key| key.len() <= LONGEST_KEY);
    Derived(Id::made(of_ids.unwrap_or_else(|| format!("body:{}", hexadecimal::text(&Sha256::digest(json))))))
}

/// The elements of a list, each as it was written; what is an object counts as a list of one. None if there are none.
fn elements(json: &str) -> Option<Vec<&str>> {
    if json.starts_with('{') {
        return Some(vec![json]);
    }
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    (!items.is_empty()).then(|| items.into_iter().map(RawValue::get).collect())
}

/// The data in an object, what is told of it, and what stood around it. Of two of one name the first of these three
/// counts, and the other is kept. None if it is no object.
fn filled<'m, A: Answer>(
    json: &str,
    told: &[(&str, &str)],
    around: impl Iterator<Item = (&'m str, &'m str)>,
) -> Option<A> {
    let members = Members::of(json).ok().flatten()?;
    let mut draft = A::Draft::default();
    let mut extra = Extra::default();
    for (name, json) in told {
        take(name, json, A::DESCRIPTION, &mut draft, &mut extra);
    }
    let is_told = |name: &str| told.iter().any(|(known, _)| *known == name);
    // Both may have some hundred thousand names: looked for one by one, they would keep everybody else waiting.
    let names: BTreeSet<&str> = members.0.iter().map(|(name, _)| name.0.as_ref()).collect();
    let inside = members.without(&[]).map(|(name, json)| (name, json, is_told(name)));
    let around = around.map(|(name, json)| (name, json, is_told(name) || names.contains(name)));
    for (name, json, is_second) in inside.chain(around) {
        if is_second {
            extra.keep(name, json.to_owned());
        } else {
            take(name, json, A::DESCRIPTION, &mut draft, &mut extra);
        }
    }
    A::finish(draft, extra).ok()
}

/// Takes a member, or keeps it. An empty text counts as absent.
fn take(name: &str, json: &str, known: &AnswerDescription, draft: &mut dyn Draft, extra: &mut Extra) {
    // What no value can be made of (`1e400`, half a character, a thousand brackets) is no field's, but is kept.
    match serde_json::from_str::<Given<'_>>(json).ok() {
        Some(Given::Text(text)) if text.trim().is_empty() && known.fields.iter().any(|field| field.wire == name) => {}
        Some(value) if draft.take(name, &value) => {}
        _ => extra.keep(name, json.to_owned()),
    }
}
