//! What is worth a remark of an AX binding though the platform answers with success.

use super::binding::Binding;
use crate::numbering::{self, Kind};
use crate::remark::{self, Party};
use crate::setup::Application;

/// On what a binding is after a bind or a modification.
pub(super) fn on_binding(binding: &Binding, application: &Application) -> Vec<String> {
    let direction = binding.call_direction;
    let party = Party {
        name: "origNum",
        number: &binding.orig_num,
        through: &binding.private_num,
        fixed_line: a_may_call(binding).then(|| remark::fixed_line_may_call(direction, "X", 2)),
    };
    [
        remark::on_party(&party),
        on_closed_recording(binding, application),
        remark::on_recording(binding.record_flag, binding.record_hint_tone.as_deref()),
        remark::on_last_minute(binding.last_min_voice.as_deref(), binding.max_duration),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// On `privateSms`, as it was sent: the default says nothing of what is wanted.
pub(super) fn on_sms(private_sms: Option<bool>, application: &Application) -> Option<String> {
    (private_sms == Some(true) && !application.sms)
        .then(|| String::from("privateSms has no effect, for the application was added without SMS"))
}

/// On whom A is to reach, and whether A can.
pub(super) fn on_callee(callee_num: &str, binding: &Binding) -> Vec<String> {
    let of_the_number = if callee_num == binding.private_num {
        Some("calleeNum is the X itself: a number does not reach itself through itself")
    } else {
        // Unlike A, who is called may be a 400 or 95 number.
        (numbering::kind(callee_num) == Kind::Other).then_some(
            "calleeNum is not in global format (+86 and a mobile number, or +86, area code without 0 and fixed line) and \
             no 400 or 95 number: the platform answers success, but the call never comes about",
        )
    };
    let of_a = if !a_may_call(binding) {
        Some("A cannot call X, for callDirection of the binding is 2: its calls fail with stateCode 8016")
    } else {
        (numbering::kind(&binding.orig_num) == Kind::FixedLine)
            .then_some("A is a fixed line: it can only be called, its calls to X fail")
    };
    of_the_number.into_iter().chain(of_a).map(str::to_owned).collect()
}

/// On `origNum` where the page says that it is not parsed, if it is not A.
pub(super) fn on_unread_orig_num(orig_num: Option<&str>, binding: &Binding) -> Option<String> {
    orig_num
        .filter(|orig_num| *orig_num != binding.orig_num)
        .map(|_| String::from("origNum is not read, and A of this binding is another"))
}

/// On `privateNum` beside `subscriptionId`, if it is not the binding's X.
pub(super) fn on_ignored_private_num(private_num: Option<&str>, binding: &Binding) -> Option<String> {
    private_num.filter(|private_num| *private_num != binding.private_num).map(|_| {
        String::from("privateNum was ignored, for subscriptionId alone counts, and X of its binding is another")
    })
}

const fn a_may_call(binding: &Binding) -> bool {
    matches!(binding.call_direction, 0 | 1)
}

/// The tables of this mode have no 1012012, AXB's code for it, and say that it only takes effect with recording.
fn on_closed_recording(binding: &Binding, application: &Application) -> Option<String> {
    remark::on_closed_recording(binding.record_flag, application)
}
