//! AXB: A and B call each other through X, and neither learns the other's number.
//!
//! Pages: API reference `privatenumber_02_0002` to `privatenumber_02_0005`.

use crate::advice::Advice;
use crate::answer::{AppKey, Id, Instant, NumberText, Text, answer, group};
use crate::duration::{BindingLife, CallLimit};
use crate::error::{Code, Error, texts};
use crate::number::{AreaCode, Number, XNumber};
use crate::operation::declaration::operation;
pub use crate::operation::page::{PageIndex, PageSize};
pub use crate::operation::pre_voice::PreVoice;
pub use crate::operation::rules::AreaMatchMode;
use crate::operation::rules::{self, Party};
use crate::parameter::choice;
use crate::subscription::SubscriptionId;
use crate::tone::ToneFile;
use crate::user_data::UserData;

/// All four operations share one path and differ by their method.
const PATH: &str = "/rest/caas/relationnumber/partners/v1.0";

choice! {
    /// Who may call whom through X.
    CallDirection(Integer) {
        /// Both may call the other. The service's default.
        Both = 0,
        /// Only A may call B.
        CallerToCallee = 1,
        /// Only B may call A.
        CalleeToCaller = 2,
    }
}

operation! {
    /// Binds A, X and B: from now on, A and B reach each other by calling X.
    ///
    /// X is the one named by `relationNum`, or one that the service picks: by `areaCode`, or, if neither is sent, by
    /// A's own area. A number occurs only once on an X, be it as A or as B, and an X carries 5000 pairs at most. Binding the same
    /// pair again is refused with `service.1012010`, or, if X is picked, perhaps with `service.1012008`.
    ///
    /// A and B must be numbers of carriers in mainland China, and A's actual user must be filed with the service
    /// (隐私号A路报备); an A that is not filed can be bound, but its calls are blocked. A fixed line can be called but
    /// cannot call X.
    CreateBinding(CreateBindingDraft) -> CreateBindingAnswer {
        mode: "axb",
        official: "CreateAXBBinding",
        title: "AXB模式绑定接口",
        page: "privatenumber_02_0002",
        method: "POST",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
    }

    /// A: mobile or fixed line, `+8613800000001` or as people write it.
    required caller_num: Number => "callerNum",
    /// X: a mobile number of this application. If `areaCode` is sent too, this one wins.
    optional relation_num: XNumber => "relationNum",
    /// City whose X is picked, by its telephone code with the leading 0: `0755`, `010`.
    optional area_code: AreaCode => "areaCode",
    /// What happens if that city, or A's, has no X left: `"0"` (the default) refuses, `"1"` takes another city's.
    /// Without effect if X is named.
    optional area_match_mode: AreaMatchMode => "areaMatchMode",
    /// B: mobile or fixed line.
    required callee_num: Number => "calleeNum",
    /// Who may call whom: 0 both (the default), 1 only A calls B, 2 only B calls A.
    optional call_direction: CallDirection => "callDirection",
    /// Life of the binding in seconds, 0 to 7,776,000 (90 days). 0, the default: until it is deleted.
    optional duration: BindingLife => "duration",
    /// Whether calls are recorded. Default: no. The application must have been added with recording on, and the
    /// carriers block recorded calls without a `recordHintTone`.
    optional record_flag: bool => "recordFlag",
    /// Tone file played before the recording begins. Only together with `recordFlag` true.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Waiting tones. Only some numbers support them.
    optional pre_voice: PreVoice => "preVoice",
    /// The longest a single call may take, in minutes from the callee's answer, 0 to 1,440. 0, the default: no limit.
    optional max_duration: CallLimit => "maxDuration",
    /// Tone file played to both when one minute is left. Only together with a `maxDuration` other than 0.
    optional last_min_voice: ToneFile => "lastMinVoice",
    /// Whether A and B can send SMS to each other. Default: yes, if the application and the X support it.
    optional private_sms: bool => "privateSms",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese, handed back in answers and pushes.
    optional user_data: UserData => "userData",
}

impl CreateBinding {
    /// A binding of A and B on an X that the service picks by A's area; the other fields can be set.
    pub fn new(caller_num: Number, callee_num: Number) -> Self {
        Self {
            caller_num,
            relation_num: None,
            area_code: None,
            area_match_mode: None,
            callee_num,
            call_direction: None,
            duration: None,
            record_flag: None,
            record_hint_tone: None,
            pre_voice: None,
            max_duration: None,
            last_min_voice: None,
            private_sms: None,
            user_data: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        let relation = self.relation_num.map(|x| x.as_number());
        rules::distinct(&[
            ("callerNum", Some(self.caller_num)),
            ("calleeNum", Some(self.callee_num)),
            ("relationNum", relation),
        ])?;
        rules::tone_of_recording(self.record_hint_tone.as_ref(), self.record_flag, false)?;
        rules::tone_of_last_minute(self.last_min_voice.as_ref(), self.max_duration, false)
    }

    fn advised(&self) -> Vec<Advice> {
        rules::listed([
            Party::new("callerNum", self.caller_num, "2")
                .advice(self.call_direction != Some(CallDirection::CalleeToCaller)),
            Party::new("calleeNum", self.callee_num, "1")
                .advice(self.call_direction != Some(CallDirection::CallerToCallee)),
            rules::advise_recording(self.record_flag, self.record_hint_tone.as_ref()),
            rules::advise_user_data(self.user_data.as_ref()),
        ])
    }
}

answer! {
    /// What the service answers to a bind.
    CreateBindingAnswer(CreateBindingAnswerDraft) {
        /// The binding's id: keep it to modify, query or delete the binding.
        required subscription_id: Id => "subscriptionId",
        /// X: the number that A and B call.
        required relation_num: NumberText => "relationNum",
        /// Who may call whom: 0 both, 1 only A calls B, 2 only B calls A.
        optional call_direction: i64 => "callDirection",
        /// Life of the binding in seconds; 0: until it is deleted.
        optional duration: i64 => "duration",
        /// The longest a single call may take, in minutes; 0: no limit.
        optional max_duration: i64 => "maxDuration",
        /// Your own data, if the bind carried some.
        optional user_data: Text => "userData",
    }
}

operation! {
    /// Deletes one binding, by its id.
    ///
    /// A call in progress goes on; later calls to X no longer reach the other party, and X can be bound again at once.
    DeleteBinding(DeleteBindingDraft) -> DeleteBindingAnswer {
        mode: "axb",
        official: "DeleteAXBBinding",
        title: "AXB模式解绑接口",
        page: "privatenumber_02_0003",
        method: "DELETE",
        path: PATH,
        carrier: Query,
    }

    /// The binding, by the id that the bind answered.
    required subscription_id: SubscriptionId => "subscriptionId",
}

answer! {
    /// The service's confirmation that the binding is deleted.
    DeleteBindingAnswer(DeleteBindingAnswerDraft) {}
}

operation! {
    /// Deletes EVERY binding of an X, up to 5000 pairs at once.
    ///
    /// On the wire this is DeleteAXBBinding with nothing but `relationNum`; here it has a name of its own, so that a
    /// missing `subscriptionId` can never become it.
    DeleteAllBindings(DeleteAllBindingsDraft) -> DeleteAllBindingsAnswer {
        mode: "axb",
        official: "DeleteAXBBinding",
        title: "AXB模式解绑接口（解除X号码的全部绑定关系）",
        page: "privatenumber_02_0003",
        method: "DELETE",
        path: PATH,
        carrier: Query,
    }

    /// The X whose bindings are all deleted.
    required relation_num: XNumber => "relationNum",
}

answer! {
    /// The service's confirmation that all bindings of the X are deleted.
    DeleteAllBindingsAnswer(DeleteAllBindingsAnswerDraft) {}
}

operation! {
    /// Changes a binding. What is left out stays as it is; X cannot be changed (delete and bind again).
    ///
    /// A new `duration` counts from the change. The new A or B must not be bound on this X yet.
    ModifyBinding(ModifyBindingDraft) -> ModifyBindingAnswer {
        mode: "axb",
        official: "ModifyAXBBinding",
        title: "AXB模式绑定信息修改接口",
        page: "privatenumber_02_0004",
        method: "PUT",
        path: PATH,
        carrier: Body,
        check: rules,
        advice: advised,
    }

    /// The binding, by the id that the bind answered.
    required subscription_id: SubscriptionId => "subscriptionId",
    /// The new A.
    optional caller_num: Number => "callerNum",
    /// The new B.
    optional callee_num: Number => "calleeNum",
    /// Who may call whom from now on: 0 both, 1 only A calls B, 2 only B calls A.
    optional call_direction: CallDirection => "callDirection",
    /// The new life of the binding in seconds, 0 to 7,776,000 (90 days), counted from now. 0: until it is deleted.
    optional duration: BindingLife => "duration",
    /// The new waiting tones; one that is left out stays. Only some numbers support them.
    optional pre_voice: PreVoice => "preVoice",
    /// The new limit of a single call, in minutes, 0 to 1,440. 0: no limit.
    optional max_duration: CallLimit => "maxDuration",
    /// Tone file played to both when one minute is left. Without effect on a binding whose `maxDuration` is 0.
    optional last_min_voice: ToneFile => "lastMinVoice",
    /// Whether A and B can send SMS to each other.
    optional private_sms: bool => "privateSms",
    /// Whether calls are recorded. The application must have been added with recording on.
    optional record_flag: bool => "recordFlag",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese.
    optional user_data: UserData => "userData",
}

impl ModifyBinding {
    /// A change of this binding; the other fields say of what.
    pub fn new(subscription_id: SubscriptionId) -> Self {
        Self {
            subscription_id,
            caller_num: None,
            callee_num: None,
            call_direction: None,
            duration: None,
            pre_voice: None,
            max_duration: None,
            last_min_voice: None,
            private_sms: None,
            record_flag: None,
            user_data: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        if *self == Self::new(self.subscription_id.clone()) {
            return Err(rules::nothing_changes());
        }
        rules::distinct(&[("callerNum", self.caller_num), ("calleeNum", self.callee_num)])?;
        rules::tone_of_last_minute(self.last_min_voice.as_ref(), self.max_duration, true)
    }

    /// Only of what is said here: the direction and the other number may have been set by the bind.
    fn advised(&self) -> Vec<Advice> {
        let may_call = |unless| self.call_direction.is_some_and(|direction| direction != unless);
        rules::listed([
            self.caller_num.and_then(|number| {
                Party::new("callerNum", number, "2").advice(may_call(CallDirection::CalleeToCaller))
            }),
            self.callee_num.and_then(|number| {
                Party::new("calleeNum", number, "1").advice(may_call(CallDirection::CallerToCallee))
            }),
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
    /// Looks bindings up: one by its id, or those of an X: all of them, or that of an A, a B or both.
    ///
    /// `subscriptionId` or `relationNum` must be there; if both are, `subscriptionId` wins. If nothing is found, the
    /// service refuses with `service.1012007`.
    QueryBinding(QueryBindingDraft) -> QueryBindingAnswer {
        mode: "axb",
        official: "QueryAXBBinding",
        title: "AXB模式绑定信息查询接口",
        page: "privatenumber_02_0005",
        method: "GET",
        path: PATH,
        carrier: Query,
        check: rules,
    }

    /// One binding, by the id that the bind answered. All other parameters are then without effect.
    optional subscription_id: SubscriptionId => "subscriptionId",
    /// X: all its bindings, a page at a time.
    optional relation_num: XNumber => "relationNum",
    /// A: its one binding on this X. Only together with `relationNum`.
    optional caller_num: Number => "callerNum",
    /// B: its one binding on this X. Only together with `relationNum`.
    optional callee_num: Number => "calleeNum",
    /// The page, from 1. Default: 1.
    optional page_index: PageIndex => "pageIndex",
    /// How many bindings a page has, 10 to 100. Default: 50.
    optional page_size: PageSize => "pageSize",
}

impl QueryBinding {
    /// One binding by its id.
    pub fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { subscription_id: Some(subscription_id), ..Self::nothing() }
    }

    /// The bindings of an X; the other fields narrow them down.
    pub fn by_x(relation_num: XNumber) -> Self {
        Self { relation_num: Some(relation_num), ..Self::nothing() }
    }

    const fn nothing() -> Self {
        Self {
            subscription_id: None,
            relation_num: None,
            caller_num: None,
            callee_num: None,
            page_index: None,
            page_size: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        if self.subscription_id.is_some() || self.relation_num.is_some() {
            return Ok(());
        }
        if self.caller_num.is_some() || self.callee_num.is_some() {
            return Err(Error::new(
                Code::ParameterDependency,
                texts(
                    "{field} is missing: A or B alone finds nothing",
                    "缺少{field}：只传入A号码或B号码无法查询",
                    "add the X as {field}",
                    "请补充X号码{field}",
                ),
            )
            .at("relationNum"));
        }
        Err(Error::new(
            Code::ParameterMissing,
            texts(
                "neither `subscriptionId` nor {field} is there, so nothing says what to look up",
                "`subscriptionId`和{field}均未传入，无法确定查询对象",
                "name the binding by `subscriptionId`, or the X by {field}",
                "请传入`subscriptionId`指定绑定关系，或传入{field}指定X号码",
            ),
        )
        .at("relationNum"))
    }
}

answer! {
    /// A page of bindings.
    QueryBindingAnswer(QueryBindingAnswerDraft) {
        /// The bindings.
        required relation_num_list: Vec<Binding> => "relationNumList",
        /// How many bindings there are on all pages.
        optional total_count: i64 => "totalCount",
        /// The page, from 1.
        optional page_index: i64 => "pageIndex",
        /// How many bindings a page has.
        optional page_size: i64 => "pageSize",
        /// The APP_Key of the request.
        optional app_key: AppKey => "app_key",
    }
}

answer! {
    /// A binding as the service knows it.
    Binding(BindingDraft) {
        /// The binding's id.
        required subscription_id: Id => "subscriptionId",
        /// X: the number that A and B call.
        optional relation_num: NumberText => "relationNum",
        /// A.
        optional caller_num: NumberText => "callerNum",
        /// B.
        optional callee_num: NumberText => "calleeNum",
        /// Whether calls are recorded.
        optional record_flag: bool => "recordFlag",
        /// Tone file played before the recording begins.
        optional record_hint_tone: Text => "recordHintTone",
        /// When the binding was made or last changed. The service names no zone; it is read as UTC.
        optional subscribe_time: Instant => "subscribeTime",
        /// Who may call whom: 0 both, 1 only A calls B, 2 only B calls A.
        optional call_direction: i64 => "callDirection",
        /// Life of the binding in seconds; 0: until it is deleted.
        optional duration: i64 => "duration",
        /// Waiting tones.
        optional pre_voice: PlayInfo => "preVoice",
        /// The longest a single call may take, in minutes; 0: no limit.
        optional max_duration: i64 => "maxDuration",
        /// Tone file played to both when one minute is left.
        optional last_min_voice: Text => "lastMinVoice",
        /// Whether A and B can send SMS to each other.
        optional private_sms: bool => "privateSms",
        /// Your own data.
        optional user_data: Text => "userData",
    }
}

answer! {
    /// The waiting tones of a binding.
    PlayInfo(PlayInfoDraft) {
        /// Tone file that A hears when A calls X.
        optional caller_hint_tone: Text => "callerHintTone",
        /// Tone file that B hears when B calls X.
        optional callee_hint_tone: Text => "calleeHintTone",
    }
}

group!(PlayInfo);
