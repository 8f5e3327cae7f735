//! What is worth a remark though the platform answers with success.

use super::binding::Binding;
use super::line::Line;
use crate::numbering::{self, Kind};
use crate::remark::{self, Party};

/// The A that the pages advise to put on one X at most.
const ADVISED_PARTIES: usize = 200;

/// What will hardly do what the sender of a binding wants.
pub(super) fn on_binding(binding: &Binding) -> Vec<String> {
    [
        remark::on_party(&Party {
            name: "bindNum",
            number: &binding.bind_num,
            through: &binding.virtual_num,
            fixed_line: Some(String::from("cannot call back: a fixed line can only be called, its calls to X fail")),
        }),
        on_callback_number(binding),
        remark::on_recording(binding.record_flag, binding.record_hint_tone.as_deref()),
        binding.lives.callback_outlives().then(|| {
            String::from(
                "callbackExpiredTime 0 is never, and bindExpiredTime is not: a callback record goes with its binding",
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is said of an X that carries many, counting the A that is bound now.
pub(super) fn on_crowd(line: &Line) -> Option<String> {
    let parties = line.bindings();
    (parties > ADVISED_PARTIES).then(|| {
        format!("X carries {parties} A; the pages advise at most {ADVISED_PARTIES}, spread them over more X numbers")
    })
}

fn on_callback_number(binding: &Binding) -> Option<String> {
    let number = binding.fallback.number()?;
    if number == binding.virtual_num || number == binding.bind_num {
        return Some(String::from("callbackNum is X or A itself: forwarded there, A reaches nobody"));
    }
    match numbering::kind(number) {
        Kind::Mobile | Kind::FixedLine => None,
        Kind::Service | Kind::Other => Some(String::from(
            "callbackNum is neither a mobile number nor a fixed line in global format (+86 ...): the platform answers \
             success, but A is not forwarded",
        )),
    }
}
