//! Where a call to X goes in AXE mode. API reference `privatenumber_02_0021`.

use super::callback::Fallback;
use super::extension::Extension;
use super::ledger::Ledger;
use super::line::Line;
use crate::call::{Collection, Direction, Ending, Forwarding, Route, Standing, Verdict};
use crate::numbering::{self, Kind};
use crate::serial::Serial;
use crate::setup::Application;

use super::binding::Binding;

/// A reaches who called last; everybody else is asked for an extension and reaches the A behind it. Each callee sees X.
/// `keyed` is what is keyed in each time the platform asks.
pub(crate) fn route(
    ledger: &Ledger,
    application: &Application,
    x: &str,
    caller: &str,
    keyed: &[String],
    now_ms: i64,
) -> Route {
    let Some((_, line)) = ledger.pool().lines().find(x) else {
        return Route::hung_up(Ending::NumberMissing);
    };
    let is_fixed_line = numbering::kind(caller) == Kind::FixedLine;
    match ledger.of_a(line, caller) {
        Some(binding) => calling_back(binding, application, is_fixed_line, now_ms),
        None if is_fixed_line => Route::hung_up(Ending::FixedLineCaller),
        None => calling_in(ledger, line, application, keyed),
    }
}

/// A calls X.
fn calling_back(binding: &Binding, application: &Application, is_fixed_line: bool, now_ms: i64) -> Route {
    let standing = Standing {
        direction: Direction::FromA,
        subscription_id: Some(binding.subscription_id.clone()),
        user_data: binding.user_data.clone(),
    };
    if is_fixed_line {
        return Route::refused(standing, Ending::FixedLineCaller);
    }
    let forward = |callee: &str| Verdict::Forward(Box::new(forwarding(binding, callee, None)));
    let without_record =
        |tone: Option<&str>| Verdict::HangUp { ending: Ending::NoCallbackRecord, tone: tone.map(str::to_owned) };
    let verdict = match (binding.last_caller(now_ms), &binding.fallback) {
        (Some(caller), _) => forward(caller),
        (None, Fallback::Number(number)) => forward(number),
        (None, Fallback::Tone(tone)) => without_record(Some(tone)),
        (None, Fallback::OfApplication) => match &application.callback_num {
            Some(number) => forward(number),
            None => without_record(application.callback_tone.as_deref()),
        },
    };
    let mut route = Route::of(standing, verdict);
    route.extension = Some(binding.extend_num.clone());
    route
}

/// Somebody else calls X, and keys in an extension. It is asked for as often as the application says.
fn calling_in(ledger: &Ledger, line: &Line, application: &Application, keyed: &[String]) -> Route {
    let tries = usize::from(application.extension_tries);
    let mut collections = Vec::new();
    let mut ending = Ending::EmptyExtension;
    for (done, digits) in keyed.iter().map(String::as_str).chain(std::iter::repeat("")).take(tries).enumerate() {
        let found = Extension::read(digits, application.extension_digits)
            .ok()
            .and_then(|extension| ledger.behind(line, extension));
        // Whoever keys in nothing is not asked again.
        let is_last = done.saturating_add(1) >= tries || digits.is_empty();
        collections.push(Collection { digits: digits.to_owned(), wrong: found.is_none() && !is_last });
        if let Some((serial, binding)) = found {
            let standing = Standing {
                direction: Direction::ToA,
                subscription_id: Some(binding.subscription_id.clone()),
                user_data: binding.user_data.clone(),
            };
            return Route {
                at_call_in: Standing::default(),
                standing,
                collections,
                extension: Some(binding.extend_num.clone()),
                verdict: Verdict::Forward(Box::new(forwarding(binding, &binding.bind_num, Some(serial)))),
            };
        }
        ending = if digits.is_empty() { Ending::EmptyExtension } else { Ending::ExtensionNotBound };
        if is_last {
            break;
        }
    }
    let verdict = Verdict::hang_up(ending);
    Route { at_call_in: Standing::default(), standing: Standing::default(), collections, extension: None, verdict }
}

fn forwarding(binding: &Binding, callee: &str, remembered_by: Option<Serial>) -> Forwarding {
    Forwarding {
        shown: binding.virtual_num.clone(),
        callee: callee.to_owned(),
        // Of whoever called before it is known that they can; 400 and 95 numbers may call an X.
        may_be_service: remembered_by.is_none() && binding.fallback.number() != Some(callee),
        recorded: binding.record_flag,
        record_hint_tone: binding.record_hint_tone.clone(),
        remembered_by,
        ..Forwarding::default()
    }
}
