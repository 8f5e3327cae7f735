//! AXE: many A share one X, each with an extension (分机号) E of its own. Whoever calls X keys in E to reach that A; A,
//! calling X, reaches whoever called last.
//!
//! Pages: API reference `privatenumber_02_0021` to `privatenumber_02_0027`. The mode has neither SMS nor a limit of the
//! length of a call.

use std::fmt;

use crate::advice::{Advice, AdviceCode};
use crate::answer::{self, Answer, Cursor, Draft as _, Extra, Field as _, Id, NumberText, Text, answer};
use crate::cursor;
use crate::duration::{CallbackLife, ExtensionLife};
use crate::error::{Code, Error, texts};
use crate::extension::Extension;
use crate::given::Given;
use crate::http::HttpResponse;
use crate::mask;
use crate::number::{AreaCode, Number, XNumber};
use crate::operation::Operation as _;
use crate::operation::declaration::operation;
pub use crate::operation::page::RowLimit;
use crate::operation::rules;
pub use crate::operation::rules::AreaMatchMode;
use crate::operation::selector;
use crate::parameter::{Wire, choice, text_parameter};
use crate::subscription::SubscriptionId;
use crate::tone::ToneFile;
use crate::user_data::UserData;

const PATH: &str = "/rest/caas/extendnumber/v1.0";

/// How many A the pages advise for one X at most.
const COMFORTABLE: i64 = 200;

/// The service's default life of a binding, in minutes: 168 hours.
const DEFAULT_LIFE: u32 = 10_080;

choice! {
    /// Which number A sees when somebody calls X.
    DisplayNumMode(Text) {
        /// X. The service's default, and at present the only one that works.
        X = "0",
        /// The real number of the caller. At present carriers block such calls, or the service refuses with
        /// `service.1020178`.
        RealCaller = "1",
    }
}

operation! {
    /// Binds A to an extension (分机号) of an X: whoever calls X and keys in the extension reaches A.
    ///
    /// X is the one named by `virtualNum`, or one of the city `areaCode` that the service picks; the extension is the one
    /// named by `extendNum`, or one that the service assigns. An A has one extension on an X. If `extendNum` is taken, the
    /// service refuses with `service.1020167`; if X is full, with `service.1012008`; if A has an extension there already,
    /// by all that is known with `service.1012010`.
    ///
    /// X remembers the last caller: A, calling X, reaches whoever called last, until `callbackExpiredTime` is over. If
    /// there is no such caller, A hears `callbackTone` or is put through to `callbackNum`; if neither is set, the
    /// application's settings decide.
    ///
    /// Both lengths of time carry their unit. The service counts both in hours or both in minutes; this library chooses
    /// the unit (hours if both are whole hours) and names it in `timeUnit`.
    ///
    /// A's actual user must be filed with the service (隐私号A路报备); an A that is not filed can be bound, but its calls are
    /// blocked.
    CreateBinding(CreateBindingDraft) -> CreateBindingAnswer {
        mode: "axe",
        official: "CreateAXEBinding",
        title: "AXE模式绑定接口",
        page: "privatenumber_02_0022",
        method: "POST",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
        each: in_one_unit,
    }

    /// X: a mobile number of this application. If `areaCode` is sent too, this one wins.
    optional virtual_num: XNumber => "virtualNum",
    /// City whose X is picked, by its telephone code with the leading 0: `0755`, `010`.
    optional area_code: AreaCode => "areaCode",
    /// What happens if that city has no X left: `"0"` (the default) refuses, `"1"` takes another city's. Only together
    /// with `areaCode`.
    optional area_match_mode: AreaMatchMode => "areaMatchMode",
    /// A: mobile or fixed line, `+8613800000001` or as people write it.
    required bind_num: Number => "bindNum",
    /// The extension, with as many digits as the application's extensions have, leading zeros included: `0012`. Only
    /// together with `virtualNum`. Default: one that is free.
    optional extend_num: Extension => "extendNum",
    /// Which number A sees when somebody calls X: `"0"` X (the default), `"1"` that of the real caller; carriers block
    /// such calls.
    optional display_num_mode: DisplayNumMode => "displayNumMode",
    /// Whether calls are recorded. Default: no. The application must have been added with recording on, and the
    /// carriers block recorded calls without a `recordHintTone`.
    optional record_flag: bool => "recordFlag",
    /// Tone file that tells both that the call is recorded. Only together with `recordFlag` true.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Tone file that A hears when A calls X and nobody called before. Not together with `callbackNum`.
    optional callback_tone: ToneFile => "callbackTone",
    /// Who is called when A calls X and nobody called before: mobile or fixed line. Not together with `callbackTone`.
    optional callback_num: Number => "callbackNum",
    /// Life of the binding, 0 to 720 hours (30 days) in whole minutes. Default: 168 hours. 0: until it is deleted.
    optional bind_expired_time: ExtensionLife => "bindExpiredTime",
    /// How long the last caller is remembered, 0 to 168 hours (7 days) in whole minutes, and no longer than
    /// `bindExpiredTime`. The pages name no default.
    optional callback_expired_time: CallbackLife => "callbackExpiredTime",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese, handed back in answers and pushes.
    optional user_data: UserData => "userData",
}

impl CreateBinding {
    /// A binding of A to an extension of this X that the service picks; the other fields can be set.
    pub fn on_x(bind_num: Number, virtual_num: XNumber) -> Self {
        Self { virtual_num: Some(virtual_num), ..Self::of(bind_num) }
    }

    /// A binding of A on an X of this city that the service picks; the other fields can be set.
    pub fn in_area(bind_num: Number, area_code: AreaCode) -> Self {
        Self { area_code: Some(area_code), ..Self::of(bind_num) }
    }

    const fn of(bind_num: Number) -> Self {
        Self {
            virtual_num: None,
            area_code: None,
            area_match_mode: None,
            bind_num,
            extend_num: None,
            display_num_mode: None,
            record_flag: None,
            record_hint_tone: None,
            callback_tone: None,
            callback_num: None,
            bind_expired_time: None,
            callback_expired_time: None,
            user_data: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        rules::x_or_area("virtualNum", self.virtual_num.is_some(), self.area_code.is_some())?;
        rules::match_of_area(self.area_match_mode.is_some(), self.area_code.is_some())?;
        if self.extend_num.is_some() && self.virtual_num.is_none() {
            return Err(Error::new(
                Code::ParameterDependency,
                texts(
                    "{field} has no effect without `virtualNum`: where the service picks the X, it picks the extension too",
                    "未携带`virtualNum`时{field}无效：X号码由平台分配时，分机号也由平台分配",
                    "name the X by `virtualNum`, or leave {field} out",
                    "请通过`virtualNum`指定X号码，或不携带{field}",
                ),
            )
            .at("extendNum"));
        }
        rules::distinct(&[
            ("virtualNum", self.virtual_num.map(|x| x.as_number())),
            ("bindNum", Some(self.bind_num)),
            ("callbackNum", self.callback_num),
        ])?;
        rules::tone_of_recording(self.record_hint_tone.as_ref(), self.record_flag, false)?;
        one_callback(self.callback_tone.as_ref(), self.callback_num)?;
        self.lives().check()
    }

    fn advised(&self) -> Vec<Advice> {
        rules::listed([
            (!self.bind_num.is_mobile()).then(fixed_line),
            rules::advise_recording(self.record_flag, self.record_hint_tone.as_ref()),
            rules::advise_real_number("displayNumMode", self.display_num_mode == Some(DisplayNumMode::RealCaller)),
            self.lives().advice(),
            rules::advise_user_data(self.user_data.as_ref()),
        ])
    }

    fn in_one_unit(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>)) {
        self.lives().visit(|inner| self.each_parameter(inner), visit);
    }

    const fn lives(&self) -> Lives {
        Lives { bind: self.bind_expired_time, callback: self.callback_expired_time, has_default: true }
    }
}

/// A fixed line can be called through X, but cannot call back.
fn fixed_line() -> Advice {
    Advice::new(
        AdviceCode::FixedLineCaller,
        "bindNum",
        texts(
            "{field} is a fixed line: it can be called through X, but cannot call back (8023)",
            "{field}是固话号码：可以通过X号码被叫，但不能回呼（8023）",
            "bind a mobile number if A is to call back",
            "如需A回呼，请绑定手机号码",
        ),
    )
}

/// What becomes of A's call to X if nobody called before is said once.
fn one_callback(tone: Option<&ToneFile>, number: Option<Number>) -> Result<(), Error> {
    if tone.is_none() || number.is_none() {
        return Ok(());
    }
    Err(Error::new(
        Code::ParameterConflict,
        texts(
            "{field} and `callbackTone` exclude each other",
            "{field}与`callbackTone`互斥",
            "send {field} to have the call put through, or `callbackTone` to have a tone played",
            "如需转接请只传入{field}，如需放音请只传入`callbackTone`",
        ),
    )
    .at("callbackNum"))
}

/// The two lengths of time of a binding, which go over the wire in one unit.
struct Lives {
    bind: Option<ExtensionLife>,
    callback: Option<CallbackLife>,
    /// Whether the service takes 168 hours for a life that is left out; of a change it keeps the one it has.
    has_default: bool,
}

impl Lives {
    /// The minutes that the binding lives, 0 for no end; none if they are not known here.
    fn bind_minutes(&self) -> Option<u32> {
        self.bind.map(ExtensionLife::get).or(self.has_default.then_some(DEFAULT_LIFE))
    }

    /// "callback life <= bind life", and 0 stands for ever. How a life without end compares is not spelled out: nothing
    /// can be longer than it, and being one itself is legal beside any (the page's example has both).
    fn check(&self) -> Result<(), Error> {
        let (Some(bind), Some(callback)) = (self.bind_minutes(), self.callback.map(CallbackLife::get)) else {
            return Ok(());
        };
        if bind == 0 || callback <= bind {
            return Ok(());
        }
        Err(Error::new(
            Code::ParameterConflict,
            texts(
                "{field} is longer than `bindExpiredTime`, but the callback record ends with the binding",
                "{field}大于`bindExpiredTime`，而绑定关系到期时回呼记录一并失效",
                "make it no longer than `bindExpiredTime` (168 hours if a bind leaves it out)",
                "请设为不大于`bindExpiredTime`（绑定时不携带则为168小时）",
            ),
        )
        .at("callbackExpiredTime"))
    }

    /// A record of callers without end ends with its binding.
    fn advice(&self) -> Option<Advice> {
        let bind = self.bind_minutes()?;
        (bind != 0 && self.callback == Some(CallbackLife::ZERO)).then(|| {
            Advice::new(
                AdviceCode::LongerThanParent,
                "callbackExpiredTime",
                texts(
                    "{field} 0 stands for no end, and the binding has one: who called last is forgotten with it",
                    "{field}为0表示永不过期，而绑定关系会到期：回呼记录随之失效",
                    "pass the life that is meant, no longer than `bindExpiredTime` (168 hours if it is left out)",
                    "请传入所需的有效时间，且不大于`bindExpiredTime`（不携带时为168小时）",
                ),
            )
        })
    }

    /// Visits all parameters with these two in one unit, named before them. Whether the default of a life that is left
    /// out is 168 of the unit named for the other one is not said, so in minutes it is written out.
    fn visit(
        &self,
        parameters: impl Fn(&mut dyn FnMut(&'static str, Wire<'_>)),
        visit: &mut dyn FnMut(&'static str, Wire<'_>),
    ) {
        let minutes = [self.bind.map(ExtensionLife::get), self.callback.map(CallbackLife::get)];
        let in_hours = minutes.iter().flatten().all(|minutes| minutes % 60 == 0);
        let (unit, divisor) = if in_hours { ("0", 60) } else { ("1", 1) };
        // No end needs no unit, as in the page's example.
        let mut unit_is_due = minutes.iter().flatten().any(|minutes| *minutes != 0);
        parameters(&mut |name, value| match (name, value) {
            ("bindExpiredTime" | "callbackExpiredTime", Wire::Integer(minutes)) => {
                if std::mem::take(&mut unit_is_due) {
                    visit("timeUnit", Wire::Text(unit.into()));
                    if self.bind.is_none() && self.has_default && !in_hours {
                        visit("bindExpiredTime", Wire::Integer(i64::from(DEFAULT_LIFE)));
                    }
                }
                visit(name, Wire::Integer(minutes / divisor));
            }
            (name, value) => visit(name, value),
        });
    }
}

answer! {
    /// What the service answers to a bind.
    CreateBindingAnswer(CreateBindingAnswerDraft) {
        /// The binding's id: keep it to modify, query or delete the binding.
        required subscription_id: Id => "subscriptionId",
        /// X: the number that is called to reach A.
        required virtual_num: NumberText => "virtualNum",
        /// The extension that is keyed in after calling X, leading zeros included.
        required extend_num: Text => "extendNum",
        /// Life of the binding, in the unit of the request: hours, or minutes if the request needed them. 0: until it is
        /// deleted.
        optional bind_expired_time: i64 => "bindExpiredTime",
        /// How long the last caller is remembered, in the unit of the request.
        optional callback_expired_time: i64 => "callbackExpiredTime",
        /// Your own data, if the bind carried some.
        optional user_data: Text => "userData",
    }
}

operation! {
    /// Deletes one binding, by its id, or by its X and extension.
    ///
    /// A call in progress goes on; later ones no longer reach A. If there is no such binding, the service refuses with
    /// `service.1016001`.
    DeleteBinding(DeleteBindingDraft) -> DeleteBindingAnswer {
        mode: "axe",
        official: "DeleteAXEBinding",
        title: "AXE模式解绑接口",
        page: "privatenumber_02_0023",
        method: "DELETE",
        path: PATH,
        carrier: Query,
        check: rules,
    }

    /// X. Only together with `extendNum`, and not beside `subscriptionId`: the service would ignore it.
    optional virtual_num: XNumber => "virtualNum",
    /// The extension. Only together with `virtualNum`.
    optional extend_num: Extension => "extendNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
}

impl DeleteBinding {
    /// The binding with this id.
    pub const fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { virtual_num: None, extend_num: None, subscription_id: Some(subscription_id) }
    }

    /// The binding of this extension.
    pub const fn by_extension(virtual_num: XNumber, extend_num: Extension) -> Self {
        Self { virtual_num: Some(virtual_num), extend_num: Some(extend_num), subscription_id: None }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::exactly_one_of_id_and_pair(
            self.subscription_id.is_some(),
            &[("virtualNum", self.virtual_num.is_some()), ("extendNum", self.extend_num.is_some())],
        )
    }
}

answer! {
    /// The service's confirmation that the binding is deleted.
    DeleteBindingAnswer(DeleteBindingAnswerDraft) {}
}

operation! {
    /// Changes a binding, named by its id, or by its X and extension. What is left out stays as it is; A, X and the
    /// extension cannot be changed (delete and bind again).
    ///
    /// Both lengths of time go over the wire in one unit, which this library chooses. No page says what a new unit does
    /// to a length that is left out: to change one, send both. No page says either whether a new life counts from the
    /// change; a query shows the life that the bind gave (page `privatenumber_02_0024`).
    ModifyBinding(ModifyBindingDraft) -> ModifyBindingAnswer {
        mode: "axe",
        official: "ModifyAXEBinding",
        title: "AXE模式绑定信息修改接口",
        page: "privatenumber_02_0023_1",
        method: "PUT",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
        each: in_one_unit,
    }

    /// X. Only together with `extendNum`, and not beside `subscriptionId`: the service would ignore it.
    optional virtual_num: XNumber => "virtualNum",
    /// The extension. Only together with `virtualNum`.
    optional extend_num: Extension => "extendNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// Which number A sees when somebody calls X: `"0"` X, `"1"` that of the real caller; carriers block such calls.
    optional display_num_mode: DisplayNumMode => "displayNumMode",
    /// Whether calls are recorded. The application must have been added with recording on.
    optional record_flag: bool => "recordFlag",
    /// Tone file that tells both that the call is recorded. Without effect on a binding that is not recorded.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Tone file that A hears when A calls X and nobody called before. Not together with `callbackNum`.
    optional callback_tone: ToneFile => "callbackTone",
    /// Who is called when A calls X and nobody called before. Not together with `callbackTone`.
    optional callback_num: Number => "callbackNum",
    /// The new life of the binding, 0 to 720 hours (30 days) in whole minutes. 0: until it is deleted.
    optional bind_expired_time: ExtensionLife => "bindExpiredTime",
    /// How long the last caller is remembered, 0 to 168 hours (7 days) in whole minutes.
    optional callback_expired_time: CallbackLife => "callbackExpiredTime",
}

impl ModifyBinding {
    /// A change of the binding with this id; the other fields say of what.
    pub fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { subscription_id: Some(subscription_id), ..Self::nothing() }
    }

    /// A change of the binding of this extension; the other fields say of what.
    pub fn by_extension(virtual_num: XNumber, extend_num: Extension) -> Self {
        Self { virtual_num: Some(virtual_num), extend_num: Some(extend_num), ..Self::nothing() }
    }

    const fn nothing() -> Self {
        Self {
            virtual_num: None,
            extend_num: None,
            subscription_id: None,
            display_num_mode: None,
            record_flag: None,
            record_hint_tone: None,
            callback_tone: None,
            callback_num: None,
            bind_expired_time: None,
            callback_expired_time: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::exactly_one_of_id_and_pair(
            self.subscription_id.is_some(),
            &[("virtualNum", self.virtual_num.is_some()), ("extendNum", self.extend_num.is_some())],
        )?;
        let named = Self {
            virtual_num: self.virtual_num,
            extend_num: self.extend_num,
            subscription_id: self.subscription_id.clone(),
            ..Self::nothing()
        };
        if *self == named {
            return Err(rules::nothing_changes());
        }
        rules::distinct(&[
            ("virtualNum", self.virtual_num.map(|x| x.as_number())),
            ("callbackNum", self.callback_num),
        ])?;
        rules::tone_of_recording(self.record_hint_tone.as_ref(), self.record_flag, true)?;
        one_callback(self.callback_tone.as_ref(), self.callback_num)?;
        self.lives().check()
    }

    fn advised(&self) -> Vec<Advice> {
        rules::listed([
            rules::advise_recording_switched_on(self.record_flag.filter(|_| self.record_hint_tone.is_none()), true),
            rules::advise_real_number("displayNumMode", self.display_num_mode == Some(DisplayNumMode::RealCaller)),
            self.lives().advice(),
        ])
    }

    fn in_one_unit(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>)) {
        self.lives().visit(|inner| self.each_parameter(inner), visit);
    }

    const fn lives(&self) -> Lives {
        Lives { bind: self.bind_expired_time, callback: self.callback_expired_time, has_default: false }
    }
}

answer! {
    /// The service's confirmation that the binding is changed.
    ModifyBindingAnswer(ModifyBindingAnswerDraft) {}
}

operation! {
    /// Looks one binding up, by its id, or by its X and extension (version 1.0 of the operation).
    ///
    /// If both are sent, `subscriptionId` wins. If nothing is found, the service refuses with `service.1016001`.
    QueryBinding(QueryBindingDraft) -> Binding {
        mode: "axe",
        official: "QueryAXEBinding(v1.0)",
        title: "AXE模式绑定信息查询接口",
        page: "privatenumber_02_0024",
        method: "GET",
        path: PATH,
        carrier: Query,
        check: rules,
        parse: one,
    }

    /// X. Only together with `extendNum`.
    optional virtual_num: XNumber => "virtualNum",
    /// The extension. Only together with `virtualNum`.
    optional extend_num: Extension => "extendNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
}

impl QueryBinding {
    /// The binding with this id.
    pub const fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { virtual_num: None, extend_num: None, subscription_id: Some(subscription_id) }
    }

    /// The binding of this extension.
    pub const fn by_extension(virtual_num: XNumber, extend_num: Extension) -> Self {
        Self { virtual_num: Some(virtual_num), extend_num: Some(extend_num), subscription_id: None }
    }

    fn rules(&self) -> Result<(), Error> {
        let pair: selector::Numbers<'_> =
            &[("virtualNum", self.virtual_num.is_some()), ("extendNum", self.extend_num.is_some())];
        selector::at_least_id_or_pair(self.subscription_id.is_some(), pair)
    }

    /// A binding without id and without A is none.
    fn one(response: &HttpResponse<'_>) -> Result<Binding, Error> {
        let binding: Binding = answer::parse(response, Self::DESCRIPTION)?;
        if binding.subscription_id.is_none() && binding.bind_num.is_none() {
            return Err(answer::incomplete(response, "subscriptionId"));
        }
        Ok(binding)
    }
}

answer! {
    /// A binding as the service knows it.
    Binding(BindingDraft) {
        /// The binding's id.
        optional subscription_id: Id => "subscriptionId",
        /// X.
        optional virtual_num: NumberText => "virtualNum",
        /// The extension, leading zeros included.
        optional extend_num: Text => "extendNum",
        /// A.
        optional bind_num: NumberText => "bindNum",
        /// Which number A sees: `0` X, `1` the real caller.
        optional display_num_mode: Text => "displayNumMode",
        /// Whether calls are recorded.
        optional record_flag: bool => "recordFlag",
        /// Tone file that says that the call is recorded.
        optional record_hint_tone: Text => "recordHintTone",
        /// Tone file that A hears when A calls X and nobody called before.
        optional callback_tone: Text => "callbackTone",
        /// Who is called when A calls X and nobody called before.
        optional callback_num: NumberText => "callbackNum",
        /// The unit of the two lengths of time: `0` hours, `1` minutes. Version 1.0 shows the bind's, even after a change.
        optional time_unit: Text => "timeUnit",
        /// Life of the binding in that unit, in version 1.0 as the bind gave it, even after a change. 0: until it is
        /// deleted.
        optional bind_expired_time: i64 => "bindExpiredTime",
        /// How long the last caller is remembered, in that unit.
        optional callback_expired_time: i64 => "callbackExpiredTime",
        /// Your own data.
        optional user_data: Text => "userData",
    }
}

operation! {
    /// Looks bindings up (version 2.0 of the operation): one, by its id or by its X and extension, or all of an X, page by
    /// page with a cursor.
    ///
    /// The page says that `virtualNum` "must be carried with `extendNum`", and also that the operation pages through all
    /// bindings of one X, which only `virtualNum` alone can mean; so `virtualNum` alone is taken too. The page shows no
    /// answer: see `QueryBindingV2Answer` for how it is read.
    QueryBindingV2(QueryBindingV2Draft) -> QueryBindingV2Answer {
        mode: "axe",
        official: "QueryAXEBinding(v2.0)",
        title: "AXE模式绑定信息查询接口（v2.0）",
        page: "privatenumber_02_0027",
        method: "GET",
        path: "/rest/caas/extendnumber/v2.0",
        carrier: Query,
        check: rules,
    }

    /// X: all its bindings, or, together with `extendNum`, one.
    optional virtual_num: XNumber => "virtualNum",
    /// The extension. Only together with `virtualNum`.
    optional extend_num: Extension => "extendNum",
    /// One binding, by the id that the bind answered; it wins over the others.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// Where to go on: `nextCursor` of the previous answer, 13 digits, `_` and 1 to 20 digits. Default:
    /// `0000000000000_0`, the beginning. Without effect on a single binding.
    optional cursor: BindingCursor => "cursor",
    /// How many bindings an answer has at most, 1 to 100. Default: 50. The page's row could not be read; these are the
    /// figures of `QueryBindingCount`.
    optional limit: RowLimit => "limit",
}

impl QueryBindingV2 {
    /// The bindings of this X, from the beginning.
    pub const fn by_x(virtual_num: XNumber) -> Self {
        Self { virtual_num: Some(virtual_num), extend_num: None, subscription_id: None, cursor: None, limit: None }
    }

    fn rules(&self) -> Result<(), Error> {
        if self.extend_num.is_some() && self.virtual_num.is_none() {
            selector::complete(&[("virtualNum", false), ("extendNum", true)])?;
        }
        selector::at_least_one(self.subscription_id.is_some(), &[("virtualNum", self.virtual_num.is_some())])
    }
}

macro_rules! cursors {
    ($($(#[doc = $doc:literal])+ $name:ident: $least:literal to $most:literal, |$text:ident| $fits:expr;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a cursor. Errors: `parameter.characters`.
            pub fn new($text: &str) -> Result<Self, Error> {
                if $fits {
                    return Ok(Self($text.to_owned()));
                }
                Err(Error::new(
                    Code::ParameterCharacters,
                    texts(
                        "{field} is no cursor of this operation",
                        "{field}不是该接口的游标",
                        "pass `nextCursor` of the previous answer, or leave {field} out to begin",
                        "请传入上一次响应的`nextCursor`；从头查询时不携带{field}",
                    ),
                ))
            }

            /// The cursor.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// A telephone number that was taken for a cursor is masked.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({:?})", stringify!($name), mask::cursor(&self.0))
            }
        }

        text_parameter!($name, $least to $most);
    )+ };
}

cursors! {
    /// Where the list of an X's bindings goes on: 13 digits, `_`, and 1 to 20 digits.
    BindingCursor: 15 to 34, |text| cursor::is_of_bindings(text);
    /// Where the list of the application's X goes on: 1 to 20 digits.
    CountCursor: 1 to 20, |text| cursor::is_of_counts(text);
}

answer! {
    /// Bindings of an X.
    ///
    /// The page of the operation shows no answer, so it is read for what it must hold: the bindings are the one list of
    /// objects in it, whatever its name, or, of a single binding, the fields themselves; the cursor is `nextCursor` or,
    /// as the page spells it, `nextCusor`. Everything else is in `extra`. A list that cannot be read is no end of the
    /// list but `answer.incomplete`.
    QueryBindingV2Answer(QueryBindingV2AnswerDraft) {
        /// The bindings.
        required bindings: Vec<Binding> => "bindings",
        /// Where to go on, if there is more: pass it as `cursor`. No page says how the service marks the end; an empty list of
        /// `bindings` is one way.
        optional next_cursor: Cursor => "nextCursor",
    }
    otherwise: unnamed_bindings,
    complete: single_binding,
}

fn unnamed_bindings(draft: &mut QueryBindingV2AnswerDraft, name: &str, value: &Given<'_>) -> bool {
    unnamed_list(&mut draft.bindings, value) || (name == MISSPELT_CURSOR && draft.take("nextCursor", value))
}

fn single_binding(draft: &mut QueryBindingV2AnswerDraft, extra: &mut Extra) {
    single(&mut draft.bindings, extra, Extra::take_group);
}

/// `nextCursor` as the page of version 2.0 spells it.
const MISSPELT_CURSOR: &str = "nextCusor";

/// Takes a list under a name that no page gives. An empty one makes way for another that is not.
fn unnamed_list<A: Answer>(place: &mut Option<Vec<A>>, value: &Given<'_>) -> bool {
    let free = place.as_ref().is_none_or(Vec::is_empty);
    let list: Option<Vec<A>> = if free { Vec::read(value) } else { None };
    let taken = list.is_some();
    if taken {
        *place = list;
    }
    taken
}

/// Where no list came: the one row whose fields stand beside the result code, or none. A list that was not readable is
/// neither.
fn single<A>(place: &mut Option<Vec<A>>, extra: &mut Extra, take: impl FnOnce(&mut Extra) -> Option<A>) {
    if place.is_none() && !extra.has_structure() {
        *place = Some(take(extra).into_iter().collect());
    }
}

operation! {
    /// Tells how many bindings an X carries, or each X of the application, page by page with a cursor.
    ///
    /// The page shows no answer: see `QueryBindingCountAnswer` for how it is read. The service advises at most 200 A on one
    /// X; an answer with a higher count has `advice`.
    QueryBindingCount(QueryBindingCountDraft) -> QueryBindingCountAnswer {
        mode: "axe",
        official: "QueryAXEBindingCount",
        title: "AXE模式X号码绑定次数查询接口",
        page: "privatenumber_02_0025",
        method: "GET",
        path: "/rest/caas/virtualnumber/v1.0",
        carrier: Query,
    }

    /// X: this one alone. Default: every X of the application.
    optional number: XNumber => "number",
    /// Where to go on: `nextCursor` of the previous answer, 1 to 20 digits. Default: `0`, the beginning. Without effect
    /// beside `number`.
    optional cursor: CountCursor => "cursor",
    /// How many X an answer has at most, 1 to 100. Default: 50. Without effect beside `number`.
    optional limit: RowLimit => "limit",
}

answer! {
    /// How many bindings each X carries.
    ///
    /// The page of the operation shows no answer, so it is read for what it must hold: the one list of objects in it,
    /// whatever its name, or, of one X, the fields themselves. Everything else is in `extra`. A list that cannot be read
    /// is no end of the list but `answer.incomplete`.
    QueryBindingCountAnswer(QueryBindingCountAnswerDraft) {
        /// Each X and its count.
        required counts: Vec<BindingCount> => "counts",
        /// Where to go on, if there is more: pass it as `cursor`.
        optional next_cursor: Cursor => "nextCursor",
        /// Advice on an X that carries more than 200 A; this library gives it, not the service.
        optional advice: Vec<Advice> => "advice",
    }
    otherwise: unnamed_counts,
    complete: advised_counts,
}

fn unnamed_counts(draft: &mut QueryBindingCountAnswerDraft, name: &str, value: &Given<'_>) -> bool {
    unnamed_list(&mut draft.counts, value) || (name == MISSPELT_CURSOR && draft.take("nextCursor", value))
}

fn advised_counts(draft: &mut QueryBindingCountAnswerDraft, extra: &mut Extra) {
    single(&mut draft.counts, extra, single_count);
    let counts = draft.counts.iter().flatten().filter_map(|row| row.count);
    draft.advice = counts.filter(|count| *count > COMFORTABLE).max().map(|count| {
        vec![Advice::new(
            AdviceCode::CrowdedNumber,
            "counts",
            texts(
                format!("an X carries {count} A, and the service advises {COMFORTABLE} at most"),
                format!("有X号码已绑定{count}个A号码，官方建议不超过{COMFORTABLE}个"),
                "bind further A to other X",
                "请将后续A号码绑定到其他X号码",
            ),
        )]
    });
}

/// The fields of one X beside the result code; without an X there is none.
fn single_count(extra: &mut Extra) -> Option<BindingCount> {
    let before = extra.clone();
    let mut row: BindingCount = extra.take_group()?;
    if row.number.is_none() {
        *extra = before;
        return None;
    }
    if row.count.is_none() {
        row.count = extra.take_only_integer();
    }
    Some(row)
}

answer! {
    /// An X and how many bindings it carries.
    ///
    /// The page names no field: what reads as an X is the X, and the count is `count` or, under another name, the only
    /// whole number. Where there are more, each stays in `extra`.
    BindingCount(BindingCountDraft) {
        /// X.
        optional number: NumberText => "number",
        /// How many bindings it carries.
        optional count: i64 => "count",
    }
    otherwise: unnamed_number,
    complete: unnamed_count,
}

fn unnamed_number(draft: &mut BindingCountDraft, _name: &str, value: &Given<'_>) -> bool {
    let is_x = matches!(value, Given::Text(text) if XNumber::parse(text).is_ok());
    is_x && draft.number.is_none() && draft.take("number", value)
}

fn unnamed_count(draft: &mut BindingCountDraft, extra: &mut Extra) {
    if draft.count.is_none() {
        draft.count = extra.take_only_integer();
    }
}
