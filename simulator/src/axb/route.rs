//! Where a call to X goes in AXB mode. API reference `privatenumber_02_0001`.

use super::ledger::Ledger;
use crate::call::{Direction, Ending, Forwarding, Route, Standing, Verdict};
use crate::numbering::{self, Kind};

/// A reaches B and B reaches A, each seeing X. Of several causes the one that lies with the binding's absence comes first,
/// then those of the caller, then those of the binding.
pub(crate) fn route(ledger: &Ledger, x: &str, caller: &str) -> Route {
    let bound = ledger.pool().lines().find(x).and_then(|(_, line)| ledger.binding(line.party(caller)?));
    let Some(binding) = bound else {
        return Route::hung_up(Ending::InvalidCall);
    };
    let is_a = caller == binding.caller_num;
    let standing = Standing {
        direction: if is_a { Direction::FromA } else { Direction::ToA },
        subscription_id: Some(binding.subscription_id.clone()),
        user_data: binding.user_data.clone(),
    };
    if numbering::kind(caller) == Kind::FixedLine {
        return Route::refused(standing, Ending::FixedLineCaller);
    }
    if binding.call_direction == if is_a { 2 } else { 1 } {
        return Route::refused(standing, Ending::DirectionNotAllowed);
    }
    let (callee, waiting_tone) = if is_a {
        (&binding.callee_num, &binding.caller_hint_tone)
    } else {
        (&binding.caller_num, &binding.callee_hint_tone)
    };
    let forwarding = Forwarding {
        shown: x.to_owned(),
        callee: callee.clone(),
        waiting_tone: waiting_tone.clone(),
        recorded: binding.record_flag,
        record_hint_tone: binding.record_hint_tone.clone(),
        max_minutes: binding.max_duration,
        last_minute_tone: binding.last_min_voice.clone(),
        ..Forwarding::default()
    };
    Route::of(standing, Verdict::Forward(Box::new(forwarding)))
}
