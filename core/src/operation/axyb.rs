//! AXYB: A shows X to B, and B shows Y to A. B calls X to reach A, A calls Y to reach B. An older mode: it is no longer
//! offered to new applications and not in the API overview of 2026.
//!
//! Pages: `privatenumber_axyb_0016` to `privatenumber_axyb_0019`. They name no operation in English; the names here are
//! those of the other modes. All of them share one path and name the APP_Key in the query.

use crate::advice::{Advice, AdviceCode};
use crate::answer::{Id, Instant, NumberText, Text, answer};
use crate::duration::{AxLife, YbLife};
use crate::error::{Code, Error, texts};
use crate::number::{AreaCode, Number, XNumber};
use crate::operation::declaration::operation;
use crate::operation::rules::{self, Party};
pub use crate::operation::rules::{AreaMatchMode, CallDirectionOfA};
use crate::operation::selector;
use crate::subscription::SubscriptionId;
use crate::tone::ToneFile;
use crate::user_data::UserData;

const PATH: &str = "/rest/omp/xyrelationnumber/v1.0";

/// The service's default life of a binding of A and X, in seconds.
const DEFAULT_LIFE: u32 = 7200;

operation! {
    /// Binds A and X, the first half of a binding: from now on, whoever calls X reaches A.
    ///
    /// The service picks the X by `areaCode`; none can be named. When somebody calls X, the service gives that caller a Y,
    /// unless `CreateYbBinding` has done so before; from then on A reaches the caller by calling Y. An A has 5 X at most.
    /// If no X is left, the service refuses with `service.1012008`.
    ///
    /// A fixed line can be called but cannot call Y.
    CreateAxBinding(CreateAxBindingDraft) -> CreateAxBindingAnswer {
        mode: "axyb",
        official: "AXYB bind (A and X)",
        title: "AXYB模式绑定接口（设置AX绑定关系）",
        page: "privatenumber_axyb_0017",
        method: "POST",
        path: PATH,
        carrier: AppKeyAndBody,
        check: rules,
        advice: advised,
    }

    /// A: mobile or fixed line, `+8613800000001` or as people write it.
    required orig_num: Number => "origNum",
    /// City whose X is picked, by its telephone code with the leading 0: `0755`, `010`.
    required area_code: AreaCode => "areaCode",
    /// What happens if that city has no X left: `"0"` (the default) refuses, `"1"` takes another city's.
    optional area_match_mode: AreaMatchMode => "areaMatchMode",
    /// Who may call: 0 both (the default), 1 only A (who calls Y), 2 only others (who call X).
    optional call_direction: CallDirectionOfA => "callDirection",
    /// Life of the binding in seconds, 60 to 7,776,000 (90 days). Default: 7,200. 0: until it is deleted.
    optional duration: AxLife => "duration",
    /// Life of the bindings of Y and B that belong to this one, in seconds, 60 to 7,776,000. 0, the default: as long as
    /// this one. However long it is, it ends with this one.
    optional yb_duration: YbLife => "ybDuration",
    /// Whether calls are recorded. Default: no. The application must have been added with recording on, and the
    /// carriers block recorded calls without a `recordHintTone`.
    optional record_flag: bool => "recordFlag",
    /// Tone file that says that the call is recorded. Only together with `recordFlag` true.
    optional record_hint_tone: ToneFile => "recordHintTone",
    /// Tone file that A hears when A calls Y, until B answers. Default: the ordinary ring-back tone.
    optional pre_voice_x: ToneFile => "preVoiceX",
    /// Your own data, 1 to 256 characters without `^`, `{`, `}` and Chinese, handed back in queries and pushes.
    optional user_data: UserData => "userData",
}

impl CreateAxBinding {
    /// A binding of A and an X of this city; the other fields can be set.
    pub const fn new(orig_num: Number, area_code: AreaCode) -> Self {
        Self {
            orig_num,
            area_code,
            area_match_mode: None,
            call_direction: None,
            duration: None,
            yb_duration: None,
            record_flag: None,
            record_hint_tone: None,
            pre_voice_x: None,
            user_data: None,
        }
    }

    fn rules(&self) -> Result<(), Error> {
        rules::tone_of_recording(self.record_hint_tone.as_ref(), self.record_flag, false)
    }

    fn advised(&self) -> Vec<Advice> {
        let life = self.duration.map_or(DEFAULT_LIFE, AxLife::get);
        let longer = life != 0 && self.yb_duration.is_some_and(|yb| yb.get() > life);
        rules::listed([
            Party::new("origNum", self.orig_num, "2").advice(self.call_direction != Some(CallDirectionOfA::ToA)),
            longer.then(longer_than_parent),
            rules::advise_recording(self.record_flag, self.record_hint_tone.as_ref()),
            rules::advise_user_data(self.user_data.as_ref()),
        ])
    }
}

fn longer_than_parent() -> Advice {
    Advice::new(
        AdviceCode::LongerThanParent,
        "ybDuration",
        texts(
            "{field} is longer than `duration` (7200 seconds if it is left out): the binding of Y and B ends with that of A and X",
            "{field}大于`duration`（不携带时为7200秒）：YB绑定会随AX绑定一起结束",
            "raise `duration`, or leave {field} out",
            "请调大`duration`，或不携带{field}",
        ),
    )
}

answer! {
    /// What the service answers to a bind of A and X.
    CreateAxBindingAnswer(CreateAxBindingAnswerDraft) {
        /// The binding's id: keep it to add Y and B, to query or to delete the binding.
        required subscription_id: Id => "subscriptionId",
        /// X: the number that is called to reach A.
        required relation_number: NumberText => "relationNumber",
        /// Your own data, if the bind carried some.
        optional user_data: Text => "userData",
    }
}

operation! {
    /// Adds Y and B to a binding of A and X, the second half: from now on, A reaches B by calling Y.
    ///
    /// The service picks the Y; none can be named. A Y occurs only once in a binding of A and X. This operation can be
    /// skipped: whoever calls X is given a Y by the service. If there is no binding with this id, the service refuses with
    /// `service.1016001`.
    CreateYbBinding(CreateYbBindingDraft) -> CreateYbBindingAnswer {
        mode: "axyb",
        official: "AXYB bind (Y and B)",
        title: "AXYB模式绑定接口（设置YB绑定关系）",
        page: "privatenumber_axyb_0017",
        method: "POST",
        path: PATH,
        carrier: AppKeyAndBody,
        check: rules,
    }

    /// B: mobile or fixed line.
    required orig_num: Number => "origNum",
    /// The binding of A and X, by the id that its bind answered.
    required subscription_id: SubscriptionId => "subscriptionId",
    /// City whose Y is picked, by its telephone code with the leading 0. Default: the service's choice; no page says more.
    optional area_code: AreaCode => "areaCode",
    /// What happens if that city has no Y left: `"0"` (the default) refuses, `"1"` takes another city's. Only together
    /// with `areaCode`.
    optional area_match_mode: AreaMatchMode => "areaMatchMode",
    /// Tone file that B hears when B calls X, until A answers. Default: the ordinary ring-back tone.
    optional pre_voice_y: ToneFile => "preVoiceY",
    /// Life of this binding in seconds, 60 to 7,776,000 (90 days); it wins over the `ybDuration` of the first half.
    /// 0: as long as the binding of A and X.
    optional yb_duration: YbLife => "ybDuration",
}

impl CreateYbBinding {
    /// A binding of a Y and this B; the other fields can be set.
    pub const fn new(orig_num: Number, subscription_id: SubscriptionId) -> Self {
        Self { orig_num, subscription_id, area_code: None, area_match_mode: None, pre_voice_y: None, yb_duration: None }
    }

    fn rules(&self) -> Result<(), Error> {
        rules::match_of_area(self.area_match_mode.is_some(), self.area_code.is_some())
    }
}

answer! {
    /// What the service answers to a bind of Y and B.
    CreateYbBindingAnswer(CreateYbBindingAnswerDraft) {
        /// The id; as the rules for deleting imply, it is that of the binding of A and X.
        required subscription_id: Id => "subscriptionId",
        /// Y: the number that A calls to reach B.
        required relation_number: NumberText => "relationNumber",
    }
}

operation! {
    /// Deletes a binding of A and X and EVERY Y and B that belongs to it.
    ///
    /// On the wire this is the AXYB unbind with nothing but `subscriptionId`; here it has a name of its own, so that a
    /// missing `yNum` or `bNum` can never become it.
    DeleteAllBindings(DeleteAllBindingsDraft) -> DeleteAllBindingsAnswer {
        mode: "axyb",
        official: "AXYB unbind (all)",
        title: "AXYB模式解绑接口（解除AX及其全部YB绑定关系）",
        page: "privatenumber_axyb_0018",
        method: "DELETE",
        path: PATH,
        carrier: AppKeyAndQuery,
    }

    /// The binding of A and X, by the id that its bind answered.
    required subscription_id: SubscriptionId => "subscriptionId",
}

answer! {
    /// The service's confirmation that the bindings are deleted.
    DeleteAllBindingsAnswer(DeleteAllBindingsAnswerDraft) {}
}

operation! {
    /// Deletes one binding of Y and B. The binding of A and X stays, and so do its other Y and B.
    DeleteYbBinding(DeleteYbBindingDraft) -> DeleteYbBindingAnswer {
        mode: "axyb",
        official: "AXYB unbind (Y and B)",
        title: "AXYB模式解绑接口（解除单个YB绑定关系）",
        page: "privatenumber_axyb_0018",
        method: "DELETE",
        path: PATH,
        carrier: AppKeyAndQuery,
        check: rules,
    }

    /// The binding of A and X, by the id that its bind answered.
    required subscription_id: SubscriptionId => "subscriptionId",
    /// Y, `relationNumber` of its bind. This or `bNum`, not both: the service would ignore `bNum`.
    optional y_num: XNumber => "yNum",
    /// B.
    optional b_num: Number => "bNum",
}

impl DeleteYbBinding {
    /// The binding of this Y.
    pub const fn by_y(subscription_id: SubscriptionId, y_num: XNumber) -> Self {
        Self { subscription_id, y_num: Some(y_num), b_num: None }
    }

    /// The binding of this B.
    pub const fn by_b(subscription_id: SubscriptionId, b_num: Number) -> Self {
        Self { subscription_id, y_num: None, b_num: Some(b_num) }
    }

    fn rules(&self) -> Result<(), Error> {
        match (self.y_num, self.b_num) {
            (Some(_), None) | (None, Some(_)) => Ok(()),
            (None, None) => Err(Error::new(
                Code::ParameterMissing,
                texts(
                    "neither {field} nor `bNum` is there, and without one of them every binding of this id would be deleted",
                    "{field}和`bNum`均未传入：这样会解除该ID的全部绑定关系",
                    "name the Y by {field} or the B by `bNum`; deleting all is an operation of its own",
                    "请通过{field}指定Y号码或通过`bNum`指定B号码；解除全部绑定关系请使用单独的接口",
                ),
            )
            .at("yNum")),
            (Some(_), Some(_)) => Err(Error::new(
                Code::ParameterConflict,
                texts(
                    "{field} and `yNum` both name a binding: the service would ignore {field}",
                    "{field}与`yNum`同时指定了绑定关系：服务端会忽略{field}",
                    "send only the one that you mean",
                    "请只传入其中一个",
                ),
            )
            .at("bNum")),
        }
    }
}

answer! {
    /// The service's confirmation that the binding is deleted.
    DeleteYbBindingAnswer(DeleteYbBindingAnswerDraft) {}
}

operation! {
    /// Looks bindings up: those of an id, or all of an X.
    ///
    /// `relationNum` or `subscriptionId` must be there; if both are, `subscriptionId` wins. If nothing is found, the
    /// service refuses with `service.1016001`.
    QueryBinding(QueryBindingDraft) -> QueryBindingAnswer {
        mode: "axyb",
        official: "AXYB query",
        title: "AXYB模式绑定信息查询接口",
        page: "privatenumber_axyb_0019",
        method: "GET",
        path: PATH,
        carrier: AppKeyAndQuery,
        check: rules,
    }

    /// X, `relationNumber` of the bind of A and X: all its bindings.
    optional relation_num: XNumber => "relationNum",
    /// All bindings of this id.
    optional subscription_id: SubscriptionId => "subscriptionId",
}

impl QueryBinding {
    /// All bindings of this id.
    pub const fn by_id(subscription_id: SubscriptionId) -> Self {
        Self { relation_num: None, subscription_id: Some(subscription_id) }
    }

    /// All bindings of this X.
    pub const fn by_x(relation_num: XNumber) -> Self {
        Self { relation_num: Some(relation_num), subscription_id: None }
    }

    fn rules(&self) -> Result<(), Error> {
        selector::at_least_one(self.subscription_id.is_some(), &[("relationNum", self.relation_num.is_some())])
    }
}

answer! {
    /// The bindings that were found; the page says 1 to 5.
    QueryBindingAnswer(QueryBindingAnswerDraft) {
        /// The bindings.
        required xy_relation_num_list: Vec<Binding> => "xyRelationNumList",
    }
}

answer! {
    /// A binding as the service knows it.
    Binding(BindingDraft) {
        /// The id that the platform gave this row.
        optional bind_id: Id => "bindId",
        /// A.
        optional num_a: NumberText => "numA",
        /// X.
        optional num_x: NumberText => "numX",
        /// Y.
        optional num_y: NumberText => "numY",
        /// B.
        optional num_b: NumberText => "numB",
        /// Whether calls are recorded.
        optional record_flag: bool => "recordFlag",
        /// Tone file that says that the call is recorded; only there if one was set.
        optional record_hint_tone: Text => "recordHintTone",
        /// When the binding was made or last changed. The service names no zone; it is read as UTC.
        optional subscribe_time: Instant => "subscribeTime",
        /// Who may call: 0 both, 1 only A (who calls Y), 2 only others (who call X).
        optional call_direction: i64 => "callDirection",
        /// Life of the binding of A and X in seconds; 0: until it is deleted.
        optional duration: i64 => "duration",
        /// Life of the binding of Y and B in seconds; 0: as long as that of A and X.
        optional yb_duration: i64 => "ybDuration",
        /// Tone file that A hears when A calls Y.
        optional pre_voice_x: Text => "preVoiceX",
        /// Tone file that B hears when B calls X.
        optional pre_voice_y: Text => "preVoiceY",
        /// Your own data.
        optional user_data: Text => "userData",
    }
}
