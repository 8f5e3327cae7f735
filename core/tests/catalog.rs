//! The catalog has every code of the service's tables and no other, and something to say about each.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "the list of codes is a file")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use privatenumber::advice::AdviceCode;
use privatenumber::catalog::{
    self, CAUSES, CauseGroup, CodeKind, Explanation, FILING_CODES, NUMBER_CAUSES, NUMBER_STATUSES, Q850_CAUSES,
    RESULT_CODES, SMS_RESULTS, explain, explanations,
};
use privatenumber::error::Code;

/// Table, HTTP status where there is one, and code.
type Listed = (String, Option<u16>, String);

/// The codes as they were taken from the tables of the service.
fn listed() -> BTreeSet<Listed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors/codes.txt");
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let codes: BTreeSet<Listed> = lines
        .iter()
        .map(|line| {
            let [table, status, code] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("three words: {line}") };
            (table.to_owned(), (status != "-").then(|| status.parse().unwrap()), code.to_owned())
        })
        .collect();
    assert_eq!(codes.len(), lines.len(), "a code is listed once");
    assert!(codes.len() > 250, "only {} codes are listed", codes.len());
    codes
}

/// The codes as the catalog has them.
fn catalogued() -> BTreeSet<Listed> {
    let mut codes = BTreeSet::from([("result".to_owned(), Some(200), "0".to_owned())]);
    let mut add = |table: &str, status, code: &dyn ToString| {
        assert!(
            codes.insert((table.to_owned(), status, code.to_string())),
            "{table} {} is there twice",
            code.to_string()
        );
    };
    for row in RESULT_CODES {
        add("result", Some(row.http_status), &row.code);
    }
    for row in FILING_CODES {
        add("filing", Some(row.http_status), &row.code);
    }
    for row in CAUSES {
        assert!(row.hang_up || row.release_point, "{row:?} is in no table");
        if row.hang_up {
            add("hang-up", None, &row.code);
        }
        if row.release_point {
            add("release-point", None, &row.code);
        }
    }
    for row in Q850_CAUSES {
        add("q850", None, &row.code);
    }
    for row in SMS_RESULTS {
        add("sms-result", None, &row.code);
    }
    for row in NUMBER_STATUSES {
        add("number-status", None, &row.code);
    }
    for row in NUMBER_CAUSES {
        add("number-cause", None, &row.code);
    }
    codes
}

#[test]
fn the_catalog_has_the_codes_of_the_tables_and_no_other() {
    let (listed, catalogued) = (listed(), catalogued());
    let missing: Vec<_> = listed.difference(&catalogued).collect();
    let surplus: Vec<_> = catalogued.difference(&listed).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing: {missing:?}; in no table: {surplus:?}");
}

#[test]
fn every_code_of_the_tables_is_explained() {
    for (table, status, code) in listed() {
        let kind = match table.as_str() {
            "result" => CodeKind::Result,
            "filing" => CodeKind::Filing,
            "hang-up" | "release-point" => CodeKind::Cause,
            "q850" => CodeKind::Q850,
            "sms-result" => CodeKind::SmsResult,
            "number-status" => CodeKind::NumberStatus,
            "number-cause" => CodeKind::NumberCause,
            other => panic!("no table: {other}"),
        };
        let rows = explain(&code);
        let found: Vec<_> = rows.iter().filter(|row| (row.kind, row.http_status) == (kind, status)).collect();
        assert_eq!(found.len(), 1, "{table} {code}: {rows:?}");
        if let Some(status) = status {
            assert_eq!(explain(&format!(" {code}@{status}\n")), [found[0].clone()], "{code}@{status}");
        }
    }
}

#[test]
fn every_code_of_this_library_is_explained() {
    for code in Code::ALL {
        let rows = explain(&code.as_str().to_uppercase());
        assert_eq!(rows.len(), 1, "{}", code.as_str());
        assert_eq!((rows[0].kind, rows[0].class), (CodeKind::Library, Some(code.kind().name())));
    }
}

#[test]
fn every_stable_code_of_a_refusal_is_explained() {
    for row in RESULT_CODES {
        let rows = explain(&row.stable_code());
        assert_eq!(rows.len(), 1, "{}", row.stable_code());
        assert_eq!((&*rows[0].code, rows[0].http_status), (row.code, Some(row.http_status)));
    }
}

#[test]
fn every_row_says_something_in_both_languages() {
    let is_chinese = |text: &str| text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    for row in explanations() {
        let texts = [&row.code, &row.english, &row.chinese, row.hint, row.hint_zh];
        for text in texts {
            assert!(!text.trim().is_empty() && text.trim() == text, "{row:?}");
            assert!(!text.contains(|character: char| character.is_control()), "{row:?}");
        }
        assert!(row.english.is_ascii() && row.hint.is_ascii(), "{row:?}");
        assert!(is_chinese(&row.chinese) && is_chinese(row.hint_zh), "{row:?}");
        assert!(!row.hint.ends_with('.') && !row.hint_zh.ends_with('。'), "{row:?}");
        assert!(
            row.hint.starts_with(|first: char| !first.is_ascii_uppercase()
                || row.hint.starts_with("A ")
                || row.hint.starts_with("X ")),
            "{row:?}"
        );
        assert!(
            row.page != Some("") && row.page.is_none() == matches!(row.kind, CodeKind::Library | CodeKind::Advice),
            "{row:?}"
        );
    }
}

#[test]
fn every_row_is_there_once() {
    let mut seen = BTreeSet::new();
    for row in explanations() {
        let key = (row.kind.as_str(), row.code.clone(), row.http_status);
        assert!(seen.insert(key), "{row:?} is there twice");
    }
    assert_eq!(
        seen.len(),
        1 + RESULT_CODES.len()
            + CAUSES.len()
            + Q850_CAUSES.len()
            + SMS_RESULTS.len()
            + NUMBER_STATUSES.len()
            + NUMBER_CAUSES.len()
            + FILING_CODES.len()
            + Code::ALL.len()
            + AdviceCode::ALL.len()
    );
}

#[test]
fn only_the_ordinary_end_of_a_call_belongs_to_no_group() {
    for row in CAUSES {
        assert_eq!(row.group.is_none(), row.code == 0, "{row:?}");
    }
    for group in CauseGroup::ALL {
        assert!(CAUSES.iter().any(|row| row.group == Some(group)), "no cause of group {}", group.as_str());
    }
}

#[test]
fn a_row_is_looked_up_by_its_number() {
    for row in CAUSES {
        assert_eq!(catalog::cause(row.code), Some(row));
    }
    for row in Q850_CAUSES {
        assert_eq!(catalog::q850(row.code), Some(row));
    }
    for row in SMS_RESULTS {
        assert_eq!(catalog::sms_result(row.code), Some(row));
    }
    for row in NUMBER_STATUSES {
        assert_eq!(catalog::number_status(row.code), Some(row));
    }
    for row in NUMBER_CAUSES {
        assert_eq!(catalog::number_cause(row.code), Some(row));
    }
    assert_eq!(catalog::number_cause(4), None, "the table leaves it out");
    for unknown in [15, 128, 8045, 8138, u32::MAX] {
        assert_eq!((catalog::cause(unknown), catalog::q850(unknown), catalog::sms_result(unknown)), (None, None, None));
        assert_eq!((catalog::number_status(unknown), catalog::number_cause(unknown)), (None, None));
    }
}

#[test]
fn what_no_table_has_is_not_explained() {
    for unknown in [
        "",
        " ",
        "@",
        "@401",
        "1010010@",
        "1010010@500",
        "1010010@0401",
        "service.",
        "service.8014",
        "service.number.format",
        "8014@403",
        "08014",
        "+8014",
        "8014 8014",
        "8014.0",
        "1023032",
        "1099999",
        "PPT",
        "ppt.0039",
        "number",
        "８０１４",
        "\u{0}",
        "服务",
        "service.@",
        "8014\u{0}",
    ] {
        assert_eq!(explain(unknown), [], "{unknown:?}");
    }
}

#[test]
fn an_explanation_as_json_holds_what_is_there_and_nothing_else() {
    for row in explanations() {
        let json: serde_json::Value = serde_json::from_str(&row.to_json()).unwrap();
        let object = json.as_object().unwrap();
        let Explanation {
            kind,
            code,
            http_status,
            class,
            reason,
            group,
            retryable,
            english,
            chinese,
            hint,
            hint_zh,
            page,
        } = row;
        let expected = [
            ("kind", Some(kind.as_str().into())),
            ("code", Some((&*code).into())),
            ("httpStatus", http_status.map(Into::into)),
            ("class", class.map(Into::into)),
            ("reason", reason.map(Into::into)),
            ("group", group.map(|group| group.as_str().into())),
            ("retryable", Some(retryable.into())),
            ("english", Some((&*english).into())),
            ("chinese", Some((&*chinese).into())),
            ("hint", Some(hint.into())),
            ("hintZh", Some(hint_zh.into())),
            ("page", page.map(Into::into)),
        ];
        let expected: serde_json::Map<String, serde_json::Value> =
            expected.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        assert_eq!(*object, expected);
    }
}
