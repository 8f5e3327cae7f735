//! The page that a browser shows at `/`: what the platform holds, as it happens, and a telephone to place calls and send
//! SMS by hand.
//!
//! It is plain HTML, written here; its script only sends the forms and asks for the tables again.

use std::fmt::Write as _;

use serde_json::Value;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// A column: its title, and where its value lies in a row.
type Column = (&'static str, &'static str);

const CALLS: &[Column] = &[
    ("began", "/began"),
    ("caller", "/caller/number"),
    ("sees", "/caller/shows"),
    ("callee", "/callee/number"),
    ("sees", "/callee/shows"),
    ("answered", "/answered"),
    ("ended", "/ended"),
    ("stateCode", "/stateCode"),
    ("in words", "/stateDesc"),
    ("the caller hears", "/caller/heard"),
    ("the callee hears", "/callee/heard"),
    ("recorded", "/recorded"),
    ("session", "/sessionId"),
    ("remarks", "/remarks"),
];
const SMS: &[Column] = &[
    ("from", "/from"),
    ("to", "/to"),
    ("sendResult", "/sendResult"),
    ("parts", "/parts"),
    ("arrived", "/received"),
    ("id", "/smsIdentifier"),
    ("remarks", "/remarks"),
];
const PUSHES: &[Column] = &[
    ("time", "/time"),
    ("kind", "/kind"),
    ("about", "/about"),
    ("to", "/url"),
    ("attempt", "/attempt"),
    ("status", "/status"),
    ("remark", "/remark"),
];
const REQUESTS: &[Column] = &[
    ("time", "/time"),
    ("method", "/method"),
    ("path", "/path"),
    ("status", "/status"),
    ("resultcode", "/resultcode"),
    ("remark", "/remark"),
];

/// The whole page of a state.
pub(crate) fn whole(state: &Value) -> String {
    let numbers: String = rows(&state["applications"]).iter().map(numbers_of).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>PrivateNumber simulator</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>\n{STYLE}</style>\n<h1>PrivateNumber simulator</h1>\n\
         <p>This address stands for the APP access address (APP接入地址). Plain text for programs: \
         <a href=\"/_simulator/state\">/_simulator/state</a></p>\n\
         <datalist id=\"x-numbers\">{numbers}</datalist>\n<div class=\"phones\">\n{}{}{}</div>\n\
         <main id=\"state\">\n{}</main>\n<script>\n{SCRIPT}</script>\n</html>\n",
        form(
            "call",
            "Call",
            "<label>from <input name=\"from\" required value=\"+8613800000001\"></label>\n\
             <label>to X <input name=\"to\" required list=\"x-numbers\"></label>\n\
             <label>the callee <select name=\"script.callee\"><option>answers<option>refuses<option>blocks\
             <option>noAnswer<option>busy<option>unreachable<option>switchedOff<option>suspended<option>doesNotExist\
             </select></label>\n\
             <label>talks <input name=\"script.talkSeconds\" type=\"number\" min=\"0\" value=\"30\"> s</label>\n\
             <label>keys in <input name=\"script.extensions\" size=\"4\" placeholder=\"0001\"></label>\n"
        ),
        form(
            "sms",
            "SMS",
            "<label>from <input name=\"from\" required value=\"+8613800000001\"></label>\n\
             <label>to X <input name=\"to\" required list=\"x-numbers\"></label>\n\
             <label>text <input name=\"text\" required></label>\n"
        ),
        form(
            "advance",
            "Let time pass",
            "<label><input name=\"seconds\" type=\"number\" min=\"0\" value=\"3600\" required> s</label>\n"
        ),
        tables(state)
    )
}

/// The X numbers of an application, to choose from.
fn numbers_of(application: &Value) -> String {
    let mode = escaped(&member(application, "mode").to_uppercase());
    let numbers = application.get("numbers").map(rows).unwrap_or_default();
    numbers
        .iter()
        .map(|number| format!("<option value=\"{}\">{mode}</option>", escaped(&member(number, "number"))))
        .collect()
}

/// What changes on the page.
pub(crate) fn tables(state: &Value) -> String {
    let mut html = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        html,
        "<p>It is <time>{}</time>, {} s of it skipped; {} pushes are owed.</p>",
        escaped(&text(&state["now"])),
        escaped(&text(&state["skippedSeconds"])),
        escaped(&text(&state["owedPushes"]))
    );
    bindings(&mut html, &state["bindings"]);
    for (id, title, rows, columns) in [
        ("calls", "Calls", &state["calls"], CALLS),
        ("sms", "SMS", &state["sms"], SMS),
        ("pushes", "Pushes", &state["pushes"], PUSHES),
        ("requests", "Requests", &state["log"], REQUESTS),
    ] {
        table(&mut html, (id, title), rows, columns);
    }
    applications(&mut html, &state["applications"]);
    html
}

fn form(endpoint: &str, title: &str, fields: &str) -> String {
    format!(
        "<form data-endpoint=\"/_simulator/{endpoint}\">\n<h2>{title}</h2>\n{fields}<button>{title}</button>\n\
         <output></output>\n</form>\n"
    )
}

/// The latest first, which is what somebody looks for who watches.
fn table(html: &mut String, (id, title): (&str, &str), rows: &Value, columns: &[Column]) {
    let rows = self::rows(rows);
    let _ = writeln!(html, "<section id=\"{id}\"><h2>{title} ({})</h2>", rows.len());
    if !rows.is_empty() {
        html.push_str("<table><tr>");
        for (title, _) in columns {
            let _ = write!(html, "<th>{title}");
        }
        html.push('\n');
        for row in rows.iter().rev() {
            html.push_str("<tr>");
            for (_, place) in columns {
                let value = row.pointer(place).map(text).unwrap_or_default();
                let _ = write!(html, "<td>{}", escaped(&value));
            }
            html.push('\n');
        }
        html.push_str("</table>\n");
    }
    html.push_str("</section>\n");
}

/// Bindings differ by their mode, so each is shown with what it has.
fn bindings(html: &mut String, rows: &Value) {
    let rows = self::rows(rows);
    let _ = writeln!(html, "<section id=\"bindings\"><h2>Bindings ({})</h2>", rows.len());
    // A page of thousands is no page; the state has them all.
    for row in rows.iter().rev().take(SHOWN_BINDINGS) {
        html.push_str("<dl>");
        for (name, value) in row.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            let _ = write!(html, "<div><dt>{}<dd>{}</div>", escaped(name), escaped(&text(value)));
        }
        html.push_str("</dl>\n");
    }
    if rows.len() > SHOWN_BINDINGS {
        let _ = writeln!(html, "<p>These are the last {SHOWN_BINDINGS}; /_simulator/state has all.</p>");
    }
    html.push_str("</section>\n");
}

/// How many bindings the page shows.
const SHOWN_BINDINGS: usize = 50;

fn applications(html: &mut String, rows: &Value) {
    html.push_str("<section id=\"applications\"><h2>Applications</h2>\n<table><tr><th>mode<th>APP_Key<th>X numbers<th>pushes to\n");
    for row in self::rows(rows) {
        let numbers = row.get("numbers").map(self::rows).unwrap_or_default();
        let numbers: Vec<String> = numbers
            .iter()
            .map(|number| format!("{} ({})", member(number, "number"), member(number, "areaCode")))
            .collect();
        let addresses: Vec<String> = row
            .get("pushes")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter(|(name, value)| name.ends_with("Url") && value.is_string())
            .map(|(name, value)| format!("{name}: {}", text(value)))
            .collect();
        let _ = writeln!(
            html,
            "<tr><td>{}<td>{}<td>{}<td>{}",
            escaped(&member(row, "mode")),
            escaped(&member(row, "appKey")),
            escaped(&numbers.join(", ")),
            escaped(&addresses.join(", "))
        );
    }
    html.push_str("</table></section>\n");
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn member(value: &Value, name: &str) -> String {
    value.get(name).map(text).unwrap_or_default()
}

/// A value in words; what is not there says nothing.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(truth) => String::from(if *truth { "yes" } else { "no" }),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Object(members) => {
            members.iter().map(|(name, value)| format!("{name} {}", text(value))).collect::<Vec<_>>().join(", ")
        }
        Value::Number(number) => number.to_string(),
    }
}

/// What came from outside is text on the page and nothing else.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_came_from_outside_is_text_on_the_page() {
        let state = json!({
            "now": "2026-01-01T00:00:00Z",
            "log": [{ "method": "GET", "path": "/<script>alert(1)</script>", "remark": "\"&'" }],
            "bindings": [{ "userData": "<b>" }],
        });
        let page = whole(&state);
        assert!(page.contains("/&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&quot;&amp;&#39;"));
        assert!(page.contains("<dd>&lt;b&gt;") && !page.contains("<script>alert"));
    }
}
