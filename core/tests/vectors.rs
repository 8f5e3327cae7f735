//! Every case of `vectors/`, run against the core. The other languages run the same cases.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "the vectors are files")]

mod cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use privatenumber::account::AccountDraft;
use privatenumber::answer::{Answer as _, AnswerDescription, FieldForm};
use privatenumber::duration::Span;
use privatenumber::given::{Spelling, take_json};
use privatenumber::number::{AreaCode, CalleeNumber, Number, XNumber};
use privatenumber::push::{self, Delivery, Incoming, Push, PushKind, Reply, ReplyForm};
use privatenumber::signing::SigningScheme;
use privatenumber::{
    Account, Advice, Created, Error, HttpResponse, Nonce, Operation, ax, axb, axe, axyb, call, catalog, mask,
    operations, recording, signing, user_data,
};
use serde_json::{Map, Value, json};

use cases::{body, headers, push_reader, put_together, text};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors")
}

fn error(error: &Error) -> Value {
    let mut object = json!({
        "class": error.class_name(),
        "code": error.code(),
        "message": error.message(),
        "messageZh": error.message_zh(),
        "hint": error.hint(),
        "hintZh": error.hint_zh(),
        "retryable": error.retryable(),
    });
    for (name, value) in [
        ("field", error.field().map(Value::from)),
        ("file", error.file().map(Value::from)),
        ("reason", error.reason().map(|reason| Value::from(reason.as_str()))),
        ("httpStatus", error.http_status().map(Value::from)),
        ("resultCode", error.result_code().map(Value::from)),
        ("resultDesc", error.result_desc().map(Value::from)),
    ] {
        if let Some(value) = value {
            object[name] = value;
        }
    }
    json!({ "error": object })
}

fn outcome(result: Result<Value, Error>) -> Value {
    result.unwrap_or_else(|problem| error(&problem))
}

fn signing_case(given: &Value) -> Result<Value, Error> {
    let nonce = Nonce::new(text(given, "nonce"))?;
    let created = Created::from_unix_seconds(given["created"].as_i64().unwrap())?;
    let scheme = SigningScheme::named(given["scheme"].as_str().unwrap_or("aksk"))?;
    let signer = signing::Signer::of(scheme, text(given, "appSecret"));
    let digest = signer.digest(nonce, &created);
    let password_digest = match scheme {
        SigningScheme::WsseHex => signing::password_digest_of_text(&digest),
        _ => signing::password_digest(&digest),
    };
    let header = signing::x_aksk(text(given, "appKey"), &password_digest, nonce, &created);
    let mut whole = String::new();
    signer.write_header(&mut whole, text(given, "appKey"), nonce, &created);
    assert_eq!(whole, header, "all stages at once are the stages one by one");
    let mut stages = json!({
        "created": created.as_str(),
        "message": signing::message(nonce, &created),
        "digest": digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        "passwordDigest": password_digest,
        "authorization": scheme.authorization(),
    });
    stages[if scheme.header() == "X-AKSK" { "xAksk" } else { "xWsse" }] = header.into();
    Ok(stages)
}

fn number_case(given: &Value) -> Result<Value, Error> {
    let (value, masked) = match text(given, "as") {
        "number" => {
            Number::parse(text(given, "text")).map(|number| (number.as_str().to_owned(), number.to_string()))?
        }
        "x" => XNumber::parse(text(given, "text")).map(|number| (number.as_str().to_owned(), number.to_string()))?,
        "callee" => {
            CalleeNumber::parse(text(given, "text")).map(|number| (number.as_str().to_owned(), number.to_string()))?
        }
        "areaCode" => {
            let code = AreaCode::parse(text(given, "text"))?;
            (code.as_str().to_owned(), mask::text(code.as_str()).into_owned())
        }
        other => panic!("no kind of number: {other}"),
    };
    Ok(json!({ "value": value, "masked": masked }))
}

fn user_data_case(given: &Value) -> Result<Value, Error> {
    match given["decode"].as_str() {
        Some(text) => user_data::decode(text).map(|json| json!({ "json": json })),
        None => user_data::encode(text(given, "encode")).map(|text| json!({ "text": text })),
    }
}

fn advice(given: &[Advice]) -> Value {
    let mut list = String::new();
    Advice::write_list(given, &mut list);
    serde_json::from_str(&list).unwrap()
}

fn request_of<O: Operation>(given: &Value) -> Result<Value, Error> {
    let mut draft = AccountDraft::new(Spelling::Wire);
    take_json(&given["account"].to_string(), &mut draft)?;
    let account = Account::finish(&draft)?;
    let created = Created::from_unix_seconds(given["created"].as_i64().unwrap())?;
    let nonce = Nonce::new(text(given, "nonce"))?;
    let request = O::from_json(&given["parameters"].to_string())?.request(&account, &created, nonce)?;
    let headers: Map<String, Value> =
        request.headers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let mut expect = json!({ "method": request.method, "url": request.url, "headers": headers, "body": request.body });
    if !request.advice.is_empty() {
        expect["advice"] = advice(&request.advice);
    }
    Ok(expect)
}

fn answer_of<O: Operation>(given: &Value) -> Result<Value, Error> {
    let headers = headers(given);
    let body = body(given);
    let status = u16::try_from(given["status"].as_u64().unwrap()).unwrap();
    let answer = O::parse(&HttpResponse { status, headers: &headers, body: &body })?;
    Ok(json!({ "answer": serde_json::from_str::<Value>(&answer.to_json()).unwrap() }))
}

/// `axb.CreateBinding`.
fn full_name<O: Operation>() -> String {
    format!("{}.{}", O::DESCRIPTION.mode, O::DESCRIPTION.name)
}

fn explanations_case(given: &Value) -> Value {
    let rows = catalog::explain(text(given, "code"));
    let rows = rows.iter().map(|row| serde_json::from_str::<Value>(&row.to_json()).unwrap());
    json!({ "explanations": rows.collect::<Vec<_>>() })
}

fn push_case(given: &Value) -> Result<Value, Error> {
    let headers = headers(given);
    let body = body(given);
    let now = Span::from_seconds(given["now"].as_i64().unwrap());
    let reading = push_reader(&given["receiver"])?.read(&Incoming { headers: &headers, body: &body }, now)?;
    let pushes: Vec<Value> = reading.pushes.iter().map(push_of).collect();
    let mut actual = json!({ "delivery": delivery_of(&reading.delivery), "pushes": pushes });
    if let Some(nonce) = &reading.nonce {
        actual["nonce"] = json!({ "key": nonce.key, "fingerprint": nonce.fingerprint, "seconds": nonce.seconds });
    }
    Ok(actual)
}

fn delivery_of(delivery: &Delivery) -> Value {
    let mut object = json!({ "genuine": delivery.genuine });
    for (name, value) in [
        ("scheme", delivery.scheme.map(|scheme| scheme.as_str().into())),
        ("appKey", delivery.app_key.as_deref().map(Value::from)),
        ("created", delivery.created.map(|created| created.unix_seconds().into())),
        ("problem", delivery.problem.as_ref().map(|problem| error(problem)["error"].clone())),
    ] {
        if let Some(value) = value {
            object[name] = value;
        }
    }
    object
}

/// A push as the vectors have it.
fn push_of(push: &Push) -> Value {
    let mut data: Map<String, Value> = serde_json::from_str(&push.data.to_json()).unwrap();
    data.retain(|name, value| is_told(push, name, value));
    let key = data.remove("key");
    assert_eq!(key.as_ref().and_then(Value::as_str), push.key());
    let mut object = json!({ "kind": push.kind.as_str(), "data": data });
    if let Some(key) = key {
        object["key"] = key;
    }
    object
}

/// Whether the other languages have it: of a code that its table has not, they have no explanation.
fn is_told(push: &Push, name: &str, value: &Value) -> bool {
    let described = push::PUSH_DATA.iter().find(|data| data.name == push.kind.data()).unwrap();
    let form = described.fields.iter().find(|field| field.wire == name).map(|field| &field.form);
    let Some(FieldForm::Explanation(kind)) = form else { return true };
    catalog::explain(&value.to_string()).iter().any(|row| row.kind == *kind)
}

fn reply_case(given: &Value) -> Result<Value, Error> {
    let mut parameters = given["parameters"].clone();
    if let Some(calling) = given["sms"].get("calling") {
        parameters["calling"] = calling.clone();
    }
    let reply = Reply::from_json(text(given, "reply"), &parameters.to_string())?;
    let form = ReplyForm::ALL.iter().find(|form| form.as_str() == text(given, "form")).unwrap();
    let mut expect = json!({ "body": reply.to_json(*form) });
    if !reply.advice().is_empty() {
        expect["advice"] = advice(&reply.advice());
    }
    Ok(expect)
}

macro_rules! by_name {
    ($($operation:path,)+) => {
        fn request_case(given: &Value) -> Result<Value, Error> {
            match text(given, "operation") {
                $(name if name == full_name::<$operation>() => request_of::<$operation>(given),)+
                other => panic!("no operation: {other}"),
            }
        }

        fn answer_case(given: &Value) -> Result<Value, Error> {
            match text(given, "operation") {
                $(name if name == full_name::<$operation>() => answer_of::<$operation>(given),)+
                other => panic!("no operation: {other}"),
            }
        }
    };
}
operations!(by_name);

/// Compares whole, but for what cannot differ: no mistake of the caller is retryable, and a signing error is its code.
fn agrees(kind: &str, expected: &Value, actual: &Value) -> bool {
    let mut actual = actual.clone();
    if let Some(error) = actual.get_mut("error").and_then(Value::as_object_mut) {
        match kind {
            "signing" => error.retain(|name, _| name == "code"),
            "numbers" | "requests" | "userData" | "replies" => {
                assert_eq!(error.remove("retryable"), Some(Value::Bool(false)));
            }
            _ => {}
        }
    }
    *expected == actual
}

#[test]
fn every_vector_holds() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut count = 0;
    let mut failures = Vec::new();
    for file in files {
        let vectors: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let kind = text(&vectors, "kind").to_owned();
        let mut names = BTreeSet::new();
        for case in vectors["cases"].as_array().unwrap() {
            for word in ["name", "why", "source"] {
                assert!(!text(case, word).is_empty(), "{word} of {case}");
            }
            assert!(names.insert(text(case, "name")), "{}: {} stands there twice", file.display(), case["name"]);
            let (given, expect) = (&put_together(&case["given"]), &put_together(&case["expect"]));
            let actual = outcome(match kind.as_str() {
                "signing" => signing_case(given),
                "numbers" => number_case(given),
                "masks" => Ok(json!({ "masked": mask::text(text(given, "text")) })),
                "requests" => request_case(given),
                "answers" => answer_case(given),
                "userData" => user_data_case(given),
                "explanations" => Ok(explanations_case(given)),
                "pushes" => push_case(given),
                "replies" => reply_case(given),
                "pushErrors" => Err(push::push_error(
                    text(given, "code"),
                    text(given, "kind"),
                    given["what"].as_str().unwrap_or_default(),
                )
                .unwrap()),
                other => panic!("no kind of vector: {other}"),
            });
            count += 1;
            if !agrees(&kind, expect, &actual) {
                failures.push(format!(
                    "{}: {}\n  expected {expect}\n  actual   {actual}",
                    file.display(),
                    case["name"]
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} vectors fail\n{}", failures.len(), failures.join("\n"));
    assert!(count > 1900, "only {count} vectors were found");
    println!("{count} vectors");
    let counts =
        std::env::var_os("PRIVATENUMBER_COUNTS").map_or_else(|| folder().join("../target/vectors"), PathBuf::from);
    fs::create_dir_all(&counts).unwrap();
    fs::write(counts.join("rust.count"), format!("{count}\n")).unwrap();
}

/// Every case of every file.
fn cases() -> Vec<Value> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let mut vectors: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            cases.append(vectors["cases"].as_array_mut().unwrap());
        }
    }
    cases
}

#[test]
fn every_operation_has_its_vectors() {
    let cases = cases();
    for operation in privatenumber::operation::OPERATIONS {
        let name = format!("{}.{}", operation.mode, operation.name);
        let of_it = || cases.iter().filter(|case| case["given"]["operation"] == name.as_str());
        let built = of_it().filter(|case| case["expect"]["method"].is_string()).count();
        let read = of_it().filter(|case| case["expect"]["answer"].is_object()).count();
        let (requests, answers): (Vec<_>, Vec<_>) = of_it().partition(|case| !case["given"]["parameters"].is_null());
        let refused = requests.len() - built;
        let unread = answers.len() - read;
        assert!(
            built >= 4 && refused >= 3 && read >= 1 && unread >= 3,
            "{name}: {built} requests are built and {refused} refused, {read} answers are read and {unread} are not"
        );
        for parameter in operation.parameters {
            let used = of_it().any(|case| {
                case["expect"]["method"].is_string() && !case["given"]["parameters"][parameter.wire].is_null()
            });
            assert!(used, "no request of {name} carries {}", parameter.wire);
        }
    }
}

#[test]
fn numbers_and_durations_have_their_vectors() {
    let of = |file: &str| {
        let text = fs::read_to_string(folder().join(file)).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["cases"].as_array().unwrap().len()
    };
    assert!(of("numbers.json") >= 60 && of("durations.json") >= 20);
}

#[test]
fn every_push_has_its_vectors() {
    let pushes: Vec<Value> =
        cases().iter().filter_map(|case| case["expect"]["pushes"].as_array().cloned()).flatten().collect();
    for kind in PushKind::ALL {
        let of_it = || pushes.iter().filter(|push| push["kind"] == kind.as_str());
        assert!(of_it().count() >= 3, "too few vectors of {}", kind.as_str());
    }
    for data in push::PUSH_DATA {
        for field in data.fields {
            let carried = |push: &Value| {
                let recording = &push["data"]["recording"];
                let of_it = PushKind::named(text(push, "kind")).unwrap().data() == data.name;
                (of_it && (!push["data"][field.wire].is_null() || field.wire == "key" && push["key"].is_string()))
                    || (data.name == "Recording" && recording.is_object() && !recording[field.wire].is_null())
            };
            assert!(pushes.iter().any(carried), "no vector carries {} of {}", field.wire, data.name);
        }
    }
}

#[test]
fn every_code_has_a_vector() {
    let mut expected = BTreeSet::new();
    for case in cases() {
        let error = &case["expect"]["error"];
        if let Some(code) = error["code"].as_str() {
            expected.insert((code.to_owned(), error["httpStatus"].as_u64()));
        }
    }
    let has = |code: &str, status: Option<u64>| {
        expected.iter().any(|(known, with)| known == code && (status.is_none() || *with == status))
    };
    // These arise where a language meets the core, not in it: each has its own tests there.
    let elsewhere =
        ["parameter.repeated", "simulator.setup", "transport.timeout", "transport.connection", "transport.sender"];
    for code in privatenumber::error::Code::ALL {
        assert!(has(code.as_str(), None) || elsewhere.contains(&code.as_str()), "no vector for {}", code.as_str());
    }
    let advised: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| [&case["expect"]["advice"], &case["expect"]["answer"]["advice"]])
        .filter_map(Value::as_array)
        .flatten()
        .map(|advice| text(advice, "code").to_owned())
        .collect();
    for code in privatenumber::advice::AdviceCode::ALL {
        assert!(advised.contains(code.as_str()), "no vector for {}", code.as_str());
    }
    for row in catalog::RESULT_CODES {
        let (plain, exact) = (format!("service.{}", row.code), format!("service.{}@{}", row.code, row.http_status));
        let status = Some(u64::from(row.http_status));
        assert!(has(&plain, status) || has(&exact, status), "no vector for {row:?}");
    }
}

#[test]
fn every_kind_of_field_is_described() {
    fn walk(description: &AnswerDescription) {
        for field in description.fields {
            assert!(!field.documentation.is_empty(), "{}", field.wire);
            if let FieldForm::List(inner) | FieldForm::Group(inner) = field.form {
                walk(inner);
            }
        }
    }
    for operation in privatenumber::operation::OPERATIONS {
        assert!(!operation.documentation.is_empty());
        walk(operation.answer);
    }
}
