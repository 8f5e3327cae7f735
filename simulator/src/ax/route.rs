//! Where a call to X goes in AX mode. API reference `privatenumber_02_0010`.

use super::ledger::Ledger;
use crate::call::{Direction, Ending, Forwarding, Route, Standing, Verdict};
use crate::numbering::{self, Kind};
use crate::setup::Application;

/// Whoever calls X reaches A, and A reaches the temporary callee; each callee sees X.
///
/// Two lists differ in what a call to an X that nobody has ends in: 8018, whose text says "includes: no AX binding", and
/// 7104 of the release points. The former stands in both.
pub(crate) fn route(ledger: &Ledger, application: &Application, x: &str, caller: &str, now_ms: i64) -> Route {
    let bound = ledger.pool().lines().find(x).and_then(|(_, line)| ledger.binding_on(line));
    let Some((serial, binding)) = bound else {
        return Route::hung_up(Ending::NotPermitted);
    };
    let is_a = caller == binding.orig_num;
    let callee = binding.callee_at(now_ms).filter(|_| is_a);
    let of_the_callee = callee.and_then(|callee| callee.user_data());
    let standing = Standing {
        direction: if is_a { Direction::FromA } else { Direction::ToA },
        subscription_id: Some(binding.subscription_id.clone()),
        user_data: of_the_callee.or(binding.user_data.as_deref()).map(str::to_owned),
    };
    if numbering::kind(caller) == Kind::FixedLine {
        return Route::refused(standing, Ending::FixedLineCaller);
    }
    if binding.call_direction == if is_a { 2 } else { 1 } {
        return Route::refused(standing, Ending::DirectionNotAllowed);
    }
    let (number, waiting_tone) = match (is_a, callee) {
        // What the console's switch does is said nowhere in so many words: with it, 8019 is the failure that tables give to
        // AX as well, and without it 8013.
        (true, None) if application.memory_callback => match binding.last_caller.as_deref() {
            None => return Route::refused(standing, Ending::NoCallbackRecord),
            Some(last) => (last, &binding.caller_hint_tone),
        },
        (true, None) => return Route::refused(standing, Ending::NoTemporaryCallee),
        (true, Some(callee)) => (callee.callee_num(), &binding.caller_hint_tone),
        // What `turnFlag` "off" does to a call is said nowhere but in its name, "power state of the private number".
        (false, _) if binding.turn_flag == "off" => return Route::refused(standing, Ending::SwitchedOff),
        (false, _) => (binding.orig_num.as_str(), &binding.callee_hint_tone),
    };
    let forwarding = Forwarding {
        shown: x.to_owned(),
        callee: number.to_owned(),
        may_be_service: is_a,
        waiting_tone: waiting_tone.clone(),
        recorded: binding.record_flag,
        record_hint_tone: binding.record_hint_tone.clone(),
        max_minutes: binding.max_duration,
        last_minute_tone: binding.last_min_voice.clone(),
        remembered_by: (!is_a).then_some(serial),
        ..Forwarding::default()
    };
    Route::of(standing, Verdict::Forward(Box::new(forwarding)))
}
