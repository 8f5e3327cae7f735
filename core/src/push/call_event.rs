//! What happens while a call is made, as the platform tells it.
//!
//! Pages: API reference `privatenumber_02_0006` (AXB), `_0006_1` (AX), `_0006_2` (X), `_0006_3` (AXE).

use crate::answer::{Derived, Extra, Id, Instant, NumberText, Text, answer};
use crate::push::code::CauseCode;

answer! {
    /// One event of a call: it came in, it goes out, it rings, it is answered, it ends; in mode AXE also the extension that
    /// the caller keyed in.
    ///
    /// The numbers in events are not always those of caller and callee (in `disconnect` of mode AX, `caller` is X); the call
    /// record has the true ones.
    CallEvent(CallEventDraft) {
        /// What happened: `callin`, `collectInfo`, `callout`, `alerting`, `answer` or `disconnect`.
        required event_type: Text => "eventType",
        /// When it happened.
        optional timestamp: Instant => "timestamp",
        /// The call. The same in all of its events and in its record, and what `call.stop` takes.
        optional session_id: Id => "sessionId",
        /// Who calls, or X.
        optional caller: NumberText => "caller",
        /// Who is called: in `callin` X, in `callout` the real callee.
        optional called: NumberText => "called",
        /// The binding. Not in `callin` of the modes AXE and X.
        optional subscription_id: Id => "subscriptionId",
        /// Data of the binding; in mode X that of the answer to `callin`.
        optional user_data: Text => "userData",
        /// In mode X, of `callin`: `Block` if the platform waits for an answer, else `Notify`.
        optional notify_mode: Text => "notifyMode",
        /// Of `collectInfo`: what the caller keyed in.
        optional digit_info: Text => "digitInfo",
        /// Of `disconnect`: the hang-up cause.
        optional state_code: i64 => "stateCode",
        /// Of `disconnect`: the hang-up cause in the platform's words.
        optional state_desc: Text => "stateDesc",
        /// Of `disconnect` in mode X: 1 if the caller hung up, 2 if the callee did.
        optional call_rel_direction: i64 => "callRelDirection",
        /// What the hang-up cause means and what to do about it.
        optional cause: Derived<CauseCode> => "cause",
        /// Names this event. The same event sent again has the same key.
        optional key: Derived<Id> => "key",
    }
    complete: complete,
}

fn complete(draft: &mut CallEventDraft, _extra: &mut Extra) {
    draft.cause = draft.state_code.and_then(|code| u32::try_from(code).ok()).map(|code| Derived(CauseCode(code)));
}
