//! Waiting tones of a binding, in the modes AXB and AX.

use std::borrow::Cow;

use crate::description::{Form, ParameterDescription, documentation};
use crate::error::{Code, Error, texts};
use crate::given::{Given, Spelling};
use crate::parameter::{Parameter, Wire, take_value, unknown_parameter};
use crate::tone::ToneFile;

/// Waiting tones of a binding, each heard by the one who calls until the other answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreVoice {
    /// What A hears when A calls X.
    pub caller_hint_tone: Option<ToneFile>,
    /// What others hear when they call X.
    pub callee_hint_tone: Option<ToneFile>,
}

const PRE_VOICE: &[ParameterDescription] = &[
    ParameterDescription {
        wire: "callerHintTone",
        snake: "caller_hint_tone",
        required: false,
        form: ToneFile::FORM,
        documentation: documentation!(
            " Tone file that A hears when A calls X, until the other answers. Default: the other's ring-back tone."
        ),
    },
    ParameterDescription {
        wire: "calleeHintTone",
        snake: "callee_hint_tone",
        required: false,
        form: ToneFile::FORM,
        documentation: documentation!(
            " Tone file that others (in mode AXB that is B) hear when they call X, until A answers. Default: A's ring-back tone."
        ),
    },
];

impl Parameter for PreVoice {
    const FORM: Form = Form::Group("PreVoice", PRE_VOICE);

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        let Given::Group(members, spelling) = given else {
            return Err(given.refused("an object with `callerHintTone` or `calleeHintTone`", "对象"));
        };
        let mut tones = Self::default();
        for (name, value) in members {
            let places = [&mut tones.caller_hint_tone, &mut tones.callee_hint_tone];
            let known = PRE_VOICE.iter().zip(places).find(|(member, _)| {
                name == match spelling {
                    Spelling::Wire => member.wire,
                    Spelling::Snake => member.snake,
                }
            });
            let Some((member, place)) = known else {
                return Err(unknown_parameter(("preVoice", "preVoice"), name, PRE_VOICE, *spelling));
            };
            take_value(place, member.wire, value)?;
        }
        if tones == Self::default() {
            return Err(Error::new(
                Code::ParameterMissing,
                texts(
                    "{field} names no tone",
                    "{field}没有指定任何放音文件",
                    "name `callerHintTone`, `calleeHintTone` or both, or leave {field} out",
                    "请指定`callerHintTone`或`calleeHintTone`，或不携带{field}",
                ),
            ));
        }
        Ok(tones)
    }

    fn wire(&self) -> Wire<'_> {
        let tones = PRE_VOICE.iter().zip([&self.caller_hint_tone, &self.callee_hint_tone]);
        Wire::Group(
            tones
                .filter_map(|(member, tone)| tone.as_ref().map(|tone| (member.wire, Cow::Borrowed(tone.as_str()))))
                .collect(),
        )
    }
}
