//! What a receiver answers where the platform waits: in mode X what is to become of a call, in the modes AX and X what is to
//! become of an SMS.
//!
//! An answer that the platform refuses fails the call with the hang-up cause 8014, so what it would refuse cannot be made
//! here. Pages: API reference `privatenumber_02_0006_2` (calls), `privatenumber_02_0008`, `_0008_3` (SMS).

use std::fmt;

use crate::advice::Advice;
use crate::answer::NumberText;
use crate::duration::CallLimit;
use crate::error::{Code, Error, texts};
use crate::given::{Spelling, take_json};
use crate::json::{write_name, write_text};
use crate::mask;
use crate::number::Number;
use crate::operation::declaration::{parameters, write_member};
use crate::operation::rules;
use crate::parameter::{Wire, choice, no_choice, text_parameter};
use crate::push::kind::PushKind;
use crate::push::reading::PushData;
use crate::push::refusal::of_kind;
use crate::tone::ToneFile;
use crate::user_data::UserData;

choice! {
    /// Which check of the voice quality is made.
    VoiceCheck(Integer) {
        /// A check, without a recording.
        WithoutRecording = 0,
        /// A check, with a recording.
        WithRecording = 1,
    }
}

choice! {
    /// How `connectInfo` and `closeInfo` are written. The page types each as one object; the service's own demo for Java, the
    /// only program that is known, writes a list of one, and so does this library unless it is told otherwise.
    ReplyForm(Text) {
        /// A list of one object, as the service's demo writes it.
        List = "list",
        /// One object, as the page types it.
        Object = "object",
    }
}

const CONNECT: (&str, &str) = ("the answer `connect`", "`connect`应答");
const CLOSE: (&str, &str) = ("the answer `close`", "`close`应答");
const ROUTE: (&str, &str) = ("the answer `route`", "`route`应答");

parameters! {
    /// The answer to a call that came in, in mode X: it is put through to the callee.
    Connect(ConnectDraft) of CONNECT;

    /// The number that the callee sees: X, or the caller's real number, which carriers block at present. Default: X.
    optional display_callee_num: Number => "displayCalleeNum",
    /// The callee.
    required callee_num: Number => "calleeNum",
    /// The longest the call may take, in minutes, counted from the answer: 0 to 1440. 0, the default: as long as they like.
    optional max_duration: CallLimit => "maxDuration",
    /// Tone file that the caller hears until the callee answers. Default: the callee's ring-back tone.
    optional wait_voice: ToneFile => "waitVoice",
    /// Whether the call is recorded, which the application must be able to. Default: it is not.
    optional record_flag: bool => "recordFlag",
    /// Tone file that announces the recording. Carriers block calls that are recorded without one.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Tone file that both hear one minute before `maxDuration` is over.
    optional last_min_voice: ToneFile => "lastMinVoice",
    /// Tone file that the callee hears before the call is put through. Default: none.
    optional callee_hint_voice: ToneFile => "calleeHintVoice",
    /// Which check of the voice quality is made. Default: none.
    optional voice_check_type: VoiceCheck => "voiceCheckType",
    /// Data of your own, which comes back in the later events and in the record of this call.
    optional user_data: UserData => "userData",
}

parameters! {
    /// The answer to a call that came in, in mode X: it is ended.
    Close(CloseDraft) of CLOSE;

    /// Tone file that the caller hears before the call is ended. Default: none.
    optional close_hint_tone: ToneFile => "closeHintTone",
    /// Data of your own, which comes back in the later events and in the record of this call.
    optional user_data: UserData => "userData",
}

parameters! {
    /// The answer to an SMS that waits: it is passed on.
    Route(RouteDraft) of ROUTE;

    /// Who receives it.
    required called: Number => "called",
    /// Who sent it, as the push says.
    required calling: Sender => "calling",
    /// Data of your own. On the page of mode AX alone.
    optional user_data: UserData => "userData",
}

/// Who sent an SMS, as its push says: it is handed back as it came.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sender(String);

impl Sender {
    /// Takes `calling` of a push. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(text: &str) -> Result<Self, Error> {
        let code = if !(1..=64).contains(&text.len()) {
            Code::ParameterLength
        } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Code::ParameterCharacters
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(Error::new(
            code,
            texts(
                "{field} must be 1 to 64 characters long, without spaces",
                "{field}须为1到64个字符，不含空格",
                "pass the SMS as the push brought it",
                "请原样传入推送中的短信",
            ),
        ))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number in it is masked.
impl fmt::Debug for Sender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sender({})", mask::text(&self.0))
    }
}

text_parameter!(Sender, 1 to 64);

/// What a receiver answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The call is put through.
    Connect(Connect),
    /// The call is ended.
    Close(Close),
    /// The SMS is passed on.
    Route(Route),
    /// The SMS is dropped.
    Discard,
}

macro_rules! made {
    ($($(#[doc = $doc:literal])+ $function:ident: $draft:ident $variant:ident;)+) => {
        impl Reply { $(
            $(#[doc = $doc])+
            pub fn $function(draft: $draft) -> Result<Self, Error> {
                let reply = Self::$variant($variant::gathered(draft)?);
                reply.check()?;
                Ok(reply)
            }
        )+ }

        impl Reply {
            /// An answer by its name, from a JSON object with the names of the wire. Errors: all of kind `InvalidArgument`; for
            /// another name `parameter.choice`.
            pub fn from_json(name: &str, text: &str) -> Result<Self, Error> {
                match name {
                    $(stringify!($function) => {
                        let mut draft = $variant::empty_draft(Spelling::Wire);
                        take_json(text, &mut draft)?;
                        Self::$function(draft)
                    })+
                    "discard" => Ok(Self::Discard),
                    _ => Err(no_choice(&[$(stringify!($function),)+ "discard"])),
                }
            }
        }
    };
}

made! {
    /// The call is put through, as these parameters say. Errors: all of kind `InvalidArgument`.
    connect: ConnectDraft Connect;
    /// The call is ended, as these parameters say. Errors: all of kind `InvalidArgument`.
    close: CloseDraft Close;
    /// The SMS is passed on, as these parameters say. Errors: all of kind `InvalidArgument`.
    route: RouteDraft Route;
}

impl Reply {
    /// Its name: `connect`, `close`, `route` or `discard`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Connect(_) => "connect",
            Self::Close(_) => "close",
            Self::Route(_) => "route",
            Self::Discard => "discard",
        }
    }

    /// The rules between parameters. Errors: `parameter.dependency`.
    pub fn check(&self) -> Result<(), Error> {
        let Self::Connect(connect) = self else {
            return Ok(());
        };
        rules::tone_of_recording(connect.record_hint_tone.as_ref(), connect.record_flag, false)?;
        rules::tone_of_last_minute(connect.last_min_voice.as_ref(), connect.max_duration, false)
    }

    /// What is legal and will hardly do what is hoped for.
    pub fn advice(&self) -> Vec<Advice> {
        match self {
            Self::Connect(connect) => rules::listed([
                rules::advise_recording(connect.record_flag, connect.record_hint_tone.as_ref()),
                rules::advise_user_data(connect.user_data.as_ref()),
            ]),
            Self::Close(Close { user_data, .. }) | Self::Route(Route { user_data, .. }) => {
                rules::listed([rules::advise_user_data(user_data.as_ref())])
            }
            Self::Discard => Vec::new(),
        }
    }

    /// Whether it answers this push. Errors: `push.reply`.
    pub fn fits(&self, kind: PushKind, data: &PushData) -> Result<(), Error> {
        let sender = match data {
            PushData::Sms(sms) => sms.calling.as_ref().map(NumberText::as_str),
            _ => None,
        };
        answers((self.name(), self.calling()), (kind, sender))
    }

    /// Who sent the SMS that it passes on.
    pub fn calling(&self) -> Option<&str> {
        match self {
            Self::Route(route) => Some(route.calling.as_str()),
            _ => None,
        }
    }

    /// The body of the HTTP answer, JSON in ASCII.
    pub fn to_json(&self, form: ReplyForm) -> String {
        let mut json = String::from("{");
        match self {
            Self::Connect(connect) => {
                write_info(&mut json, "connect", "connectInfo", form, &|visit| connect.visited(visit));
            }
            Self::Close(close) => write_info(&mut json, "close", "closeInfo", form, &|visit| close.visited(visit)),
            Self::Route(route) => {
                json.push_str(r#""actions":[{"operation":"vNumberRoute","message":{"#);
                write_members(&mut json, &|visit| {
                    route.visited(&mut |name, value| {
                        if name != "userData" {
                            visit(name, value);
                        }
                    });
                });
                json.push('}');
                if let Some(data) = &route.user_data {
                    write_name(&mut json, "userData");
                    write_text(&mut json, data.as_str());
                }
                json.push_str("}]");
            }
            Self::Discard => json.push_str(r#""actions":[{"operation":"DiscardMessage"}]"#),
        }
        json.push('}');
        json
    }
}

/// Whether an answer, by its name and the sender that it names, answers a push, by its kind and the sender that it names.
/// Errors: `push.reply`.
pub fn answers(reply: (&str, Option<&str>), push: (PushKind, Option<&str>)) -> Result<(), Error> {
    let (kind, sender) = push;
    let fits = match (reply, kind) {
        (("connect" | "close", _), PushKind::CallinBlock) | (("discard", _), PushKind::SmsBlock) => true,
        // The service takes no other sender than the one that it told.
        (("route", calling), PushKind::SmsBlock) => calling.is_some() && calling == sender,
        _ => false,
    };
    if fits { Ok(()) } else { Err(of_kind(Code::PushReply, kind.as_str(), reply.0)) }
}

/// Visits names and values, in the order of the wire.
type Each<'a> = &'a dyn Fn(&mut dyn FnMut(&'static str, Wire<'_>));

fn write_info(json: &mut String, operation: &str, info: &str, form: ReplyForm, each: Each<'_>) {
    let (open, close) = match form {
        ReplyForm::List => ("[{", "}]"),
        ReplyForm::Object => ("{", "}"),
    };
    write_name(json, "operation");
    write_text(json, operation);
    write_name(json, info);
    json.push_str(open);
    write_members(json, each);
    json.push_str(close);
}

fn write_members(json: &mut String, each: Each<'_>) {
    each(&mut |name, value| {
        if !json.ends_with('{') {
            json.push(',');
        }
        write_member(json, name, &value);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_written_in_either_form() {
        let reply = Reply::from_json("close", r#"{"closeHintTone":"bye.wav"}"#).unwrap();
        assert_eq!(
            reply.to_json(ReplyForm::List),
            r#"{"operation":"close","closeInfo":[{"closeHintTone":"bye.wav"}]}"#
        );
        assert_eq!(
            reply.to_json(ReplyForm::Object),
            r#"{"operation":"close","closeInfo":{"closeHintTone":"bye.wav"}}"#
        );
    }

    #[test]
    fn an_sms_is_passed_on_from_its_own_sender_alone() {
        let reply = Reply::from_json("route", r#"{"called":"13800000022","calling":"+8613800000021"}"#).unwrap();
        assert_eq!(
            reply.to_json(ReplyForm::List),
            r#"{"actions":[{"operation":"vNumberRoute","message":{"called":"+8613800000022","calling":"+8613800000021"}}]}"#
        );
        assert!(answers(("route", reply.calling()), (PushKind::SmsBlock, Some("+8613800000021"))).is_ok());
        for (kind, sender) in [
            (PushKind::SmsBlock, Some("+8613800000023")),
            (PushKind::SmsBlock, None),
            (PushKind::CallinBlock, Some("+8613800000021")),
        ] {
            assert_eq!(answers(("route", reply.calling()), (kind, sender)).unwrap_err().code(), "push.reply");
        }
    }
}
