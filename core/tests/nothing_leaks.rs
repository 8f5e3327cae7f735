//! No secret and no whole telephone number in anything that is printed, for every vector there is.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "the vectors are files")]

mod cases;

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber::account::AccountDraft;
use privatenumber::duration::Span;
use privatenumber::given::{Spelling, take_json};
use privatenumber::number::{CalleeNumber, Number};
use privatenumber::push::{Incoming, Reply};
use privatenumber::{
    Account, Created, Error, HttpResponse, Nonce, Operation, ax, axb, axe, axyb, call, operations, recording, user_data,
};
use serde_json::Value;

/// The numbers of the vectors.
const PLANTED: [&str; 11] = [
    "13800000021",
    "13800000023",
    "13800006666",
    "13800000001",
    "13800000002",
    "17000000001",
    "18000000001",
    "75528000001",
    "28000001",
    "4001234567",
    "62800001",
];

/// Everything that could be printed, with what must not be in it.
struct Printed {
    forms: Vec<String>,
    secrets: Vec<String>,
    /// Cursors, which are printed as they are.
    cursors: Vec<String>,
}

impl Printed {
    fn error(&mut self, error: &Error) {
        self.forms.extend([
            error.to_string(),
            format!("{error:?} {error:#?}"),
            error.message(),
            error.message_zh(),
            error.hint(),
            error.hint_zh(),
            error.field().unwrap_or_default().to_owned(),
            error.file().unwrap_or_default().to_owned(),
            error.result_desc().unwrap_or_default().to_owned(),
        ]);
    }

    fn check(&self, name: &str) {
        for form in &self.forms {
            let form = &self.cursors.iter().fold(form.clone(), |form, cursor| form.replace(cursor.as_str(), ""));
            for secret in &self.secrets {
                assert!(!form.contains(secret.as_str()), "{name}: {form}");
            }
            let mut run = 0;
            for character in form.chars() {
                run = if character.is_numeric() { run + 1 } else { 0 };
                // Result codes and ids of the service may have seven digits and more; numbers have eleven.
                assert!(run < 11, "{name}: {form}");
            }
            // Whatever stands between the digits of a number, and whatever was taken away between them.
            let digits: String = form.chars().filter(char::is_ascii_digit).collect();
            for planted in PLANTED {
                assert!(!digits.contains(planted), "{name}: {form}");
            }
        }
    }
}

macro_rules! print_all {
    ($($operation:path,)+) => {
        fn print_case(given: &Value, printed: &mut Printed) {
            let (mode, name) = given["operation"].as_str().unwrap().split_once('.').unwrap();
            $(if (mode, name) == (<$operation as Operation>::DESCRIPTION.mode, <$operation as Operation>::DESCRIPTION.name) {
                print_operation::<$operation>(given, printed);
            })+
        }
    };
}
operations!(print_all);

/// Keeps a value if it is a cursor and neither it nor the time in it reads as a number.
fn keep_cursor(value: &Value, printed: &mut Printed) {
    let is_number = |text: &str| text.split('_').any(|part| Number::parse(part).is_ok());
    printed.cursors.extend(value.as_str().filter(|text| text.len() > 10 && !is_number(text)).map(str::to_owned));
}

fn print_operation<O: Operation + std::fmt::Debug>(given: &Value, printed: &mut Printed)
where
    O::Answer: std::fmt::Debug,
{
    if let Some(status) = given["status"].as_u64() {
        let body = given["bodyBase64"].as_str().map_or_else(
            || given["body"].as_str().unwrap().as_bytes().to_vec(),
            |coded| STANDARD.decode(coded).unwrap(),
        );
        let headers: Vec<(&str, &str)> = given["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
            .collect();
        let response = HttpResponse { status: u16::try_from(status).unwrap(), headers: &headers, body: &body };
        printed.forms.push(format!("{response:?}"));
        let fields: Value = serde_json::from_slice(&body).unwrap_or_default();
        ["nextCursor", "nextCusor"].iter().for_each(|name| keep_cursor(&fields[name], printed));
        match O::parse(&response) {
            Ok(answer) => printed.forms.push(format!("{answer:?} {answer:#?}")),
            Err(error) => printed.error(&error),
        }
        return;
    }
    let part = |name: &str| given["account"][name].as_str().unwrap_or_default();
    let (key, secret) = (part("appKey"), part("appSecret"));
    if secret.len() > 6 {
        printed.secrets.push(secret.to_owned());
    }
    let mut draft = AccountDraft::new(Spelling::Wire);
    let account = match take_json(&given["account"].to_string(), &mut draft).and_then(|()| Account::finish(&draft)) {
        Ok(account) => account,
        Err(error) => return printed.error(&error),
    };
    if key.len() > 6 {
        printed.secrets.push(key.to_owned());
    }
    printed.forms.push(format!("{account:?} {account:#?} {:?}", account.signer()));
    let created = Created::from_unix_seconds(given["created"].as_i64().unwrap()).unwrap();
    let nonce = Nonce::new(given["nonce"].as_str().unwrap()).unwrap();
    keep_cursor(&given["parameters"]["cursor"], printed);
    match O::from_json(&given["parameters"].to_string()) {
        Ok(operation) => {
            printed.forms.push(format!("{operation:?} {operation:#?}"));
            let request = match operation.request(&account, &created, nonce) {
                Ok(request) => request,
                Err(error) => return printed.error(&error),
            };
            printed.forms.push(format!("{:?}", request.advice));
            printed.secrets.push(nonce.as_str().to_owned());
            printed.forms.push(format!("{request} {request:?} {request:#?}"));
        }
        Err(error) => printed.error(&error),
    }
}

fn print_push(given: &Value, printed: &mut Printed) {
    for application in given["receiver"]["applications"].as_array().unwrap() {
        let parts = ["appKey", "appSecret"].map(|name| application[name].as_str().unwrap_or_default());
        printed.secrets.extend(parts.iter().filter(|part| part.len() > 6).map(|part| (*part).to_owned()));
    }
    let reader = match cases::push_reader(&given["receiver"]) {
        Ok(reader) => reader,
        Err(error) => return printed.error(&error),
    };
    let (headers, body) = (cases::headers(given), cases::body(given));
    let incoming = Incoming { headers: &headers, body: &body };
    printed.forms.push(format!("{reader:?} {incoming:?}"));
    match reader.read(&incoming, Span::from_seconds(given["now"].as_i64().unwrap())) {
        Ok(reading) => {
            printed.forms.push(format!("{:?}", reading.delivery));
            printed.forms.extend(reading.pushes.iter().map(|push| format!("{push:?} {push:#?}")));
        }
        Err(error) => printed.error(&error),
    }
}

fn print_reply(given: &Value, printed: &mut Printed) {
    let mut parameters = given["parameters"].clone();
    if let Some(calling) = given["sms"].get("calling") {
        parameters["calling"] = calling.clone();
    }
    match Reply::from_json(given["reply"].as_str().unwrap(), &parameters.to_string()) {
        Ok(reply) => printed.forms.push(format!("{reply:?} {reply:#?} {:?}", reply.advice())),
        Err(error) => printed.error(&error),
    }
}

#[test]
fn no_vector_leaks_in_any_printed_form() {
    let mut forms = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let vectors: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let kind = vectors["kind"].as_str().unwrap();
        if !matches!(kind, "requests" | "answers" | "numbers" | "userData" | "pushes" | "replies") {
            continue;
        }
        for case in vectors["cases"].as_array().unwrap() {
            let mut printed = Printed { forms: Vec::new(), secrets: Vec::new(), cursors: Vec::new() };
            let given = |name: &str| case["given"][name].as_str();
            match (given("text"), given("encode"), given("decode")) {
                _ if kind == "pushes" => print_push(&cases::put_together(&case["given"]), &mut printed),
                _ if kind == "replies" => print_reply(&case["given"], &mut printed),
                (Some(text), ..) => {
                    match Number::parse(text) {
                        Ok(number) => printed.forms.push(format!("{number} {number:?}")),
                        Err(error) => printed.error(&error),
                    }
                    match CalleeNumber::parse(text) {
                        Ok(number) => printed.forms.push(format!("{number} {number:?}")),
                        Err(error) => printed.error(&error),
                    }
                }
                (_, Some(data), _) => user_data::encode(data).err().iter().for_each(|error| printed.error(error)),
                (.., Some(text)) => user_data::decode(text).err().iter().for_each(|error| printed.error(error)),
                _ => print_case(&case["given"], &mut printed),
            }
            forms += printed.forms.len();
            printed.check(case["name"].as_str().unwrap());
        }
    }
    assert!(forms > 1000, "only {forms} printed forms were looked at");
}
