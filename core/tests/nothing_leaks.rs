//! No secret and no whole telephone number in anything that is printed, for every vector there is.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "the vectors are files")]

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber::{Account, Created, Error, HttpResponse, Nonce, Operation, axb, operations};
use serde_json::Value;

/// The numbers of the vectors.
const PLANTED: [&str; 9] = [
    "13800000021",
    "13800000023",
    "13800006666",
    "13800000001",
    "13800000002",
    "17000000001",
    "18000000001",
    "75528000001",
    "28000001",
];

/// Everything that could be printed, with what must not be in it.
struct Printed {
    forms: Vec<String>,
    secrets: Vec<String>,
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
            let name = given["operation"].as_str().unwrap().rsplit('.').next().unwrap();
            $(if name == <$operation as Operation>::DESCRIPTION.name {
                print_operation::<$operation>(given, printed);
            })+
        }
    };
}
operations!(print_all);

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
        match O::parse(&response) {
            Ok(answer) => printed.forms.push(format!("{answer:?} {answer:#?}")),
            Err(error) => printed.error(&error),
        }
        return;
    }
    let part = |name: &str| given["account"][name].as_str();
    let (key, secret) = (part("appKey").unwrap(), part("appSecret").unwrap());
    if secret.len() > 6 {
        printed.secrets.push(secret.to_owned());
    }
    let base_url = part("baseUrl").unwrap_or(privatenumber::account::BASE_URL);
    let account = match Account::at(key, secret, base_url) {
        Ok(account) => account,
        Err(error) => return printed.error(&error),
    };
    if key.len() > 6 {
        printed.secrets.push(key.to_owned());
    }
    printed.forms.push(format!("{account:?} {account:#?} {:?}", account.signer()));
    let created = Created::from_unix_seconds(given["created"].as_i64().unwrap()).unwrap();
    let nonce = Nonce::new(given["nonce"].as_str().unwrap()).unwrap();
    match O::from_json(&given["parameters"].to_string()) {
        Ok(operation) => {
            printed.forms.push(format!("{operation:?} {operation:#?}"));
            let request = operation.request(&account, &created, nonce).unwrap();
            printed.secrets.push(nonce.as_str().to_owned());
            printed.forms.push(format!("{request} {request:?} {request:#?}"));
        }
        Err(error) => printed.error(&error),
    }
}

#[test]
fn no_vector_leaks_in_any_printed_form() {
    let mut forms = 0;
    for file in ["axb-requests", "axb-answers", "axb-refusals", "refusals", "numbers"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../vectors/{file}.json"));
        let vectors: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for case in vectors["cases"].as_array().unwrap() {
            let mut printed = Printed { forms: Vec::new(), secrets: Vec::new() };
            match case["given"]["text"].as_str() {
                Some(text) => match privatenumber::number::Number::parse(text) {
                    Ok(number) => printed.forms.push(format!("{number} {number:?}")),
                    Err(error) => printed.error(&error),
                },
                None => print_case(&case["given"], &mut printed),
            }
            forms += printed.forms.len();
            printed.check(case["name"].as_str().unwrap());
        }
    }
    assert!(forms > 1000, "only {forms} printed forms were looked at");
}
