//! AX: A is bound to X. Whoever calls X reaches A; A, calling X, reaches the temporary callee that was set before.
//!
//! Pages: API reference `privatenumber_02_0011` to `privatenumber_02_0015`.

use crate::advice::Advice;
use crate::answer::{Id, Instant, NumberText, Text, answer, group};
use crate::duration::{CallLimit, TemporaryCalleeLife};
use crate::error::Error;
use crate::number::{AreaCode, CalleeNumber, Number, XNumber};
use crate::operation::declaration::operation;
pub use crate::operation::pre_voice::PreVoice;
use crate::operation::rules::{self, Party};
pub use crate::operation::rules::{AreaMatchMode, CallDirectionOfA};
use crate::operation::selector;
use crate::parameter::{Wire, choice};
use crate::subscription::SubscriptionId;
use crate::tone::ToneFile;
use crate::user_data::UserData;

const PATH: &str = "/rest/provision/caas/privatenumber/v1.0";

choice! {
    /// Which number A sees when somebody calls X.
    CalleeNumDisplay(Text) {
        /// X. The service's default, and at present the only one that the carriers let through.
        X = "0",
        /// The real number of the caller. At present carriers block such calls, and the bind may be refused with
        /// `service.1020178`.
        RealCaller = "1",
    }
}

choice! {
    /// Whether an X is in use.
    TurnFlag(Text) {
        /// It is. The service's default.
        On = "on",
        /// It is switched off. What callers then hear is not said on any page.
        Off = "off",
    }
}

operation! {
    /// Binds A to X: from now on, whoever calls X reaches A.
    ///
    /// X is the one named by `privateNum`, or one of the city `areaCode` that the service picks. An X belongs to one A,
    /// and an A has 5 X at most. The binding never expires. Binding the same A and X again is refused with
    /// `service.1016002`, binding an X of another A with `service.1011005`, a sixth X with `service.1011003`.
    ///
    /// A must be a number of a carrier in mainland China, whose actual user is filed with the service (隐私号A路报备); an A
    /// that is not filed can be bound, but its calls are blocked. A fixed line can be called but cannot call X.
    ///
    /// With `areaCode` goes `privateNumType` `mobile-virtual`, its only value, which this library writes itself.
    CreateBinding(CreateBindingDraft) -> CreateBindingAnswer {
        mode: "ax",
        official: "CreateAXBinding",
        title: "AX模式绑定接口",
        page: "privatenumber_02_0011",
        method: "POST",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
        each: with_type_of_number,
    }

    /// A: mobile or fixed line, `+8613800000001` or as people write it.
    required orig_num: Number => "origNum",
    /// X: a mobile number of this application. If `areaCode` is sent too, this one wins.
    optional private_num: XNumber => "privateNum",
    /// City whose X is picked, by its telephone code with the leading 0: `0755`, `010`.
    optional area_code: AreaCode => "areaCode",
    /// What happens if that city has no X left: `"0"` (the default) refuses, `"1"` takes another city's. Only together
    /// with `areaCode`.
    optional area_match_mode: AreaMatchMode => "areaMatchMode",
    /// Whether calls are recorded. Default: no. The application must have been added with recording on, and the
    /// carriers block recorded calls without a `recordHintTone`.
    optional record_flag: bool => "recordFlag",
    /// Tone file that says that the call is recorded. Only together with `recordFlag` true; only some numbers support
    /// it.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Which number A sees when somebody calls X: `"0"` X (the default), `"1"` that of the real caller; carriers block
    /// such calls.
    optional callee_num_display: CalleeNumDisplay => "calleeNumDisplay",
    /// Whether SMS can be sent through X. Default: yes, if the application and the X support it.
    optional private_sms: bool => "privateSms",
    /// Waiting tones, heard for 4 to 5 seconds before the ring-back. Only some numbers support them.
    optional pre_voice: PreVoice => "preVoice",
    /// The longest a single call may take, in minutes from the callee's answer, 0 to 1,440. 0, the default: no limit.
    optional max_duration: CallLimit => "maxDuration",
    /// Tone file played to both when one minute is left. Only together with a `maxDuration` other than 0.
    optional last_min_voice: ToneFile => "lastMinVoice",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese, handed back in queries and pushes.
    optional user_data: UserData => "userData",
    /// Whether the X is in use: `"on"` (the default) or `"off"`.
    optional turn_flag: TurnFlag => "turnFlag",
    /// Who may call: 0 both (the default), 1 only A calls X, 2 only others call X.
    optional call_direction: CallDirectionOfA => "callDirection",
}

impl CreateBinding {
    /// A binding of A to this X; the other fields can be set.
    pub fn to_x(orig_num: Number, private_num: XNumber) -> Self {
        Self { private_num: Some(private_num), ..Self::of(orig_num) }
    }

    /// A binding of A to an X of this city that the service picks; the other fields can be set.
    pub fn in_area(orig_num: Number, area_code: AreaCode) -> Self {
        Self { area_code: Some(area_code), ..Self::of(orig_num) }
    }

    const fn of(orig_num: Number) -> Self {
        Self {
            orig_num,
            private_num: None,
            area_code: None,
            area_match_mode: None,
            record_flag: None,
            record_hint_tone: None,
            callee_num_display: None,
            private_sms: None,
            pre_voice: None,
            max_duration: None,
            last_min_voice: None,
            user_data: None,
            turn_flag: None,
            call_direction: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        rules::x_or_area("privateNum", self.private_num.is_some(), self.area_code.is_some())?;
        rules::match_of_area(self.area_match_mode.is_some(), self.area_code.is_some())?;
        rules::distinct(&[("origNum", Some(self.orig_num)), ("privateNum", self.private_num.map(|x| x.as_number()))])?;
        rules::tone_of_recording(self.record_hint_tone.as_ref(), self.record_flag, false)?;
        rules::tone_of_last_minute(self.last_min_voice.as_ref(), self.max_duration, false)
    }

    fn advised(&self) -> Vec<Advice> {
        rules::listed([
            Party::new("origNum", self.orig_num, "2").advice(self.call_direction != Some(CallDirectionOfA::ToA)),
            rules::advise_recording(self.record_flag, self.record_hint_tone.as_ref()),
            rules::advise_real_number(
                "calleeNumDisplay",
                self.callee_num_display == Some(CalleeNumDisplay::RealCaller),
            ),
            rules::advise_user_data(self.user_data.as_ref()),
        ])
    }

    /// "Must be sent whenever `areaCode` is sent", says its row in the table.
    fn with_type_of_number(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>)) {
        use crate::operation::Operation as _;
        self.each_parameter(&mut |name, value| {
            if name == "areaCode" {
                visit("privateNumType", Wire::Text("mobile-virtual".into()));
            }
            visit(name, value);
        });
    }
}

answer! {
    /// What the service answers to a bind.
    CreateBindingAnswer(CreateBindingAnswerDraft) {
        /// The binding's id: keep it to modify, query or delete the binding.
        required subscription_id: Id => "subscriptionId",
        /// X: the number that is called to reach A.
        required private_num: NumberText => "privateNum",
        /// A.
        optional orig_num: NumberText => "origNum",
    }
}

operation! {
    /// Deletes one binding, by its id or by its X; an X has one A, so there is never more than one.
    ///
    /// A call in progress goes on; later calls to X no longer reach A, and X can be bound again at once. If X carries no
    /// binding or is not this application's, the service refuses with `service.1016001` or `service.1011004`.
    DeleteBinding(DeleteBindingDraft) -> DeleteBindingAnswer {
        mode: "ax",
        official: "DeleteAXBinding",
        title: "AX模式解绑接口",
        page: "privatenumber_02_0012",
        method: "DELETE",
        path: PATH,
        carrier: Query,
        check: rules,
    }

    /// A. The service does not read it.
    optional orig_num: Number => "origNum",
    /// The binding, by its X. This or `subscriptionId`, not both: the service would ignore this one.
    optional private_num: XNumber => "privateNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
}

impl DeleteBinding {
    /// The binding with this id.
    pub const fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { orig_num: None, private_num: None, subscription_id: Some(subscription_id) }
    }

    /// The binding of this X.
    pub const fn by_x(private_num: XNumber) -> Self {
        Self { orig_num: None, private_num: Some(private_num), subscription_id: None }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::exactly_one(self.subscription_id.is_some(), &[("privateNum", self.private_num.is_some())])
    }
}

answer! {
    /// The service's confirmation that the binding is deleted.
    DeleteBindingAnswer(DeleteBindingAnswerDraft) {}
}

operation! {
    /// Changes a binding, named by its id or by its X. What is left out stays as it is.
    ///
    /// `origNum` is the NEW A, not a way to name the binding: X is handed over to that number. To keep the present A leave
    /// it out; if the present A is sent again, the service may refuse with `service.1016002`, since it has this X already.
    ModifyBinding(ModifyBindingDraft) -> ModifyBindingAnswer {
        mode: "ax",
        official: "ModifyAXBinding",
        title: "AX模式绑定信息修改接口",
        page: "privatenumber_02_0013",
        method: "PUT",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
    }

    /// The NEW A, to whom X is handed over. Default: A stays.
    optional orig_num: Number => "origNum",
    /// The binding, by its X, which cannot be changed. This or `subscriptionId`, not both.
    optional private_num: XNumber => "privateNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// Whether SMS can be sent through X.
    optional private_sms: bool => "privateSms",
    /// Whether calls are recorded. The application must have been added with recording on.
    optional record_flag: bool => "recordFlag",
    /// The new limit of a single call, in minutes, 0 to 1,440. 0: no limit.
    optional max_duration: CallLimit => "maxDuration",
    /// Tone file played to both when one minute is left. Without effect on a binding whose `maxDuration` is 0.
    optional last_min_voice: ToneFile => "lastMinVoice",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese.
    optional user_data: UserData => "userData",
    /// Whether the X is in use: `"on"` or `"off"`.
    optional turn_flag: TurnFlag => "turnFlag",
    /// Who may call from now on: 0 both, 1 only A calls X, 2 only others call X.
    optional call_direction: CallDirectionOfA => "callDirection",
}

impl ModifyBinding {
    /// A change of the binding with this id; the other fields say of what.
    pub fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { subscription_id: Some(subscription_id), ..Self::nothing() }
    }

    /// A change of the binding of this X; the other fields say of what.
    pub fn by_x(private_num: XNumber) -> Self {
        Self { private_num: Some(private_num), ..Self::nothing() }
    }

    const fn nothing() -> Self {
        Self {
            orig_num: None,
            private_num: None,
            subscription_id: None,
            private_sms: None,
            record_flag: None,
            max_duration: None,
            last_min_voice: None,
            user_data: None,
            turn_flag: None,
            call_direction: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::exactly_one(self.subscription_id.is_some(), &[("privateNum", self.private_num.is_some())])?;
        let named =
            Self { private_num: self.private_num, subscription_id: self.subscription_id.clone(), ..Self::nothing() };
        if *self == named {
            return Err(rules::nothing_changes());
        }
        rules::distinct(&[("origNum", self.orig_num), ("privateNum", self.private_num.map(|x| x.as_number()))])?;
        rules::tone_of_last_minute(self.last_min_voice.as_ref(), self.max_duration, true)
    }

    /// Only of what is said here: the direction and the number may have been set by the bind.
    fn advised(&self) -> Vec<Advice> {
        let may_call = self.call_direction.is_some_and(|direction| direction != CallDirectionOfA::ToA);
        rules::listed([
            self.orig_num.and_then(|number| Party::new("origNum", number, "2").advice(may_call)),
            rules::advise_recording_switched_on(self.record_flag, false),
            rules::advise_user_data(self.user_data.as_ref()),
        ])
    }
}

answer! {
    /// The service's confirmation that the binding is changed.
    ModifyBindingAnswer(ModifyBindingAnswerDraft) {}
}

operation! {
    /// Looks bindings up: one by its id or its X, or the 1 to 5 of an A.
    ///
    /// At least one parameter must be there; if there are several, only one counts: `subscriptionId` before `origNum`
    /// before `privateNum`. If nothing is found, the service refuses with `service.1016001`.
    QueryBinding(QueryBindingDraft) -> QueryBindingAnswer {
        mode: "ax",
        official: "QueryAXBinding",
        title: "AX模式绑定信息查询接口",
        page: "privatenumber_02_0014",
        method: "GET",
        path: PATH,
        carrier: Query,
        check: rules,
    }

    /// A: all its bindings.
    optional orig_num: Number => "origNum",
    /// One binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// X: its one binding.
    optional private_num: XNumber => "privateNum",
}

impl QueryBinding {
    /// One binding by its id.
    pub const fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { orig_num: None, subscription_id: Some(subscription_id), private_num: None }
    }

    /// All bindings of an A.
    pub const fn by_a(orig_num: Number) -> Self {
        Self { orig_num: Some(orig_num), subscription_id: None, private_num: None }
    }

    /// The binding of an X.
    pub const fn by_x(private_num: XNumber) -> Self {
        Self { orig_num: None, subscription_id: None, private_num: Some(private_num) }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::at_least_one(
            self.subscription_id.is_some(),
            &[("origNum", self.orig_num.is_some()), ("privateNum", self.private_num.is_some())],
        )
    }
}

answer! {
    /// The bindings that were found.
    QueryBindingAnswer(QueryBindingAnswerDraft) {
        /// The bindings.
        required private_num_list: Vec<Binding> => "privateNumList",
    }
}

answer! {
    /// A binding as the service knows it.
    Binding(BindingDraft) {
        /// A.
        optional orig_num: NumberText => "origNum",
        /// X.
        optional private_num: NumberText => "privateNum",
        /// The kind of X: always `mobile-virtual`.
        optional private_num_type: Text => "privateNumType",
        /// When the binding was made. The service names no zone; it is read as UTC.
        optional subscribe_time: Instant => "subscribeTime",
        /// Whether calls are recorded.
        optional record_flag: bool => "recordFlag",
        /// Tone file that says that the call is recorded; only there if calls are.
        optional record_hint_tone: Text => "recordHintTone",
        /// Waiting tones.
        optional pre_voice: PlayInfo => "preVoice",
        /// Which number A sees: `0` X, `1` the real caller. Absent if it was never set.
        optional callee_num_display: Text => "calleeNumDisplay",
        /// The binding's id.
        required subscription_id: Id => "subscriptionId",
        /// Whether SMS can be sent through X.
        optional private_sms: bool => "privateSms",
        /// The longest a single call may take, in minutes; 0: no limit.
        optional max_duration: i64 => "maxDuration",
        /// Tone file played to both when one minute is left.
        optional last_min_voice: Text => "lastMinVoice",
        /// Your own data.
        optional user_data: Text => "userData",
        /// Whether the X is in use: `on` or `off`.
        optional turn_flag: Text => "turnFlag",
        /// Who may call: 0 both, 1 only A calls X, 2 only others call X.
        optional call_direction: i64 => "callDirection",
    }
}

answer! {
    /// The waiting tones of a binding.
    PlayInfo(PlayInfoDraft) {
        /// Tone file that A hears when A calls X.
        optional caller_hint_tone: Text => "callerHintTone",
        /// Tone file that others hear when they call X.
        optional callee_hint_tone: Text => "calleeHintTone",
    }
}

group!(PlayInfo);

operation! {
    /// Sets the temporary callee: whom A reaches the next time A calls X.
    ///
    /// Set it before every call that A makes: a new temporary callee replaces the old one, and without a valid one A's
    /// call ends with 8013. No page says whether one call uses it up; until `duration` is over it may hold for several.
    SetTemporaryCallee(SetTemporaryCalleeDraft) -> SetTemporaryCalleeAnswer {
        mode: "ax",
        official: "SetAXTemporaryCallee",
        title: "AX模式设置临时被叫接口",
        page: "privatenumber_02_0015",
        method: "PUT",
        path: "/rest/caas/privatenumber/calleenumber/v1.0",
        carrier: Body,
        check: rules,
        advice: advised,
    }

    /// A. The service does not read it.
    optional orig_num: Number => "origNum",
    /// The binding, by its X. This or `subscriptionId`, not both: the service would ignore this one.
    optional private_num: XNumber => "privateNum",
    /// The binding, by the id that the bind answered.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// Whom A reaches: a mobile number, a fixed line, or a 400 or 95 number; not A.
    required callee_num: CalleeNumber => "calleeNum",
    /// How long the temporary callee holds, in seconds, 1 to 259,200 (3 days). Default: 60.
    optional duration: TemporaryCalleeLife => "duration",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese, handed back in the pushes of the call.
    optional user_data: UserData => "userData",
}

impl SetTemporaryCallee {
    /// The callee of the binding with this id.
    pub fn by_id(subscription_id: SubscriptionId, callee_num: CalleeNumber) -> Self {
        Self { subscription_id: Some(subscription_id), ..Self::to(callee_num) }
    }

    /// The callee of the binding of this X.
    pub fn by_x(private_num: XNumber, callee_num: CalleeNumber) -> Self {
        Self { private_num: Some(private_num), ..Self::to(callee_num) }
    }

    const fn to(callee_num: CalleeNumber) -> Self {
        Self { orig_num: None, private_num: None, subscription_id: None, callee_num, duration: None, user_data: None }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::exactly_one(self.subscription_id.is_some(), &[("privateNum", self.private_num.is_some())])?;
        rules::distinct(&[
            ("origNum", self.orig_num),
            ("privateNum", self.private_num.map(|x| x.as_number())),
            ("calleeNum", Some(self.callee_num.as_number())),
        ])
    }

    fn advised(&self) -> Vec<Advice> {
        rules::advise_user_data(self.user_data.as_ref()).into_iter().collect()
    }
}

answer! {
    /// The service's confirmation that the temporary callee is set.
    SetTemporaryCalleeAnswer(SetTemporaryCalleeAnswerDraft) {}
}
