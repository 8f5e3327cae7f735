//! Rules between parameters, and advice on them, that the modes have in common.

use crate::advice::{Advice, AdviceCode};
use crate::duration::CallLimit;
use crate::error::{Code, Error, texts};
use crate::number::{Number, numbers_in};
use crate::parameter::choice;
use crate::tone::ToneFile;
use crate::user_data::UserData;

choice! {
    /// What happens if the wanted city has no X (for AXYB also: no Y) left.
    AreaMatchMode(Text) {
        /// Only an X of this city is taken; if there is none, the bind is refused. The service's default.
        Strict = "0",
        /// An X of the same province is taken, and if there is none, any X of the application.
        Loose = "1",
    }
}

choice! {
    /// Who may call whom, where X or Y stands for A alone (modes AX and AXYB).
    CallDirectionOfA(Integer) {
        /// A may call and be called. The service's default.
        Both = 0,
        /// A may only call.
        FromA = 1,
        /// A may only be called.
        ToA = 2,
    }
}

/// The numbers that are there must all be different ones.
pub(super) fn distinct(numbers: &[(&'static str, Option<Number>)]) -> Result<(), Error> {
    for (index, (field, number)) in numbers.iter().enumerate() {
        let twin = numbers.iter().take(index).find(|(_, earlier)| number.is_some() && earlier == number);
        if let Some((other, _)) = twin {
            return Err(Error::new(
                Code::ParameterConflict,
                texts(
                    format!("{{field}} and `{other}` are the same number"),
                    format!("{{field}}与`{other}`是同一个号码"),
                    "use different numbers: all numbers of a binding must differ",
                    "请使用不同的号码：同一绑定关系中的号码须各不相同",
                ),
            )
            .at(*field));
        }
    }
    Ok(())
}

/// The advice that there is, which is nearly always none.
pub(crate) fn listed<const N: usize>(advice: [Option<Advice>; N]) -> Vec<Advice> {
    if advice.iter().all(Option::is_none) {
        return Vec::new();
    }
    advice.into_iter().flatten().collect()
}

/// A tone before recordings needs recordings. Of a change, what is left out may have been set by the bind.
pub(crate) fn tone_of_recording(tone: Option<&ToneFile>, recording: Option<bool>, changes: bool) -> Result<(), Error> {
    if tone.is_none() || recording == Some(true) || (changes && recording.is_none()) {
        return Ok(());
    }
    Err(Error::new(
        Code::ParameterDependency,
        texts(
            "{field} has no effect without `recordFlag` true",
            "未将`recordFlag`设为true时{field}无效",
            "set `recordFlag` to true, or leave {field} out",
            "请将`recordFlag`设为true，或不携带{field}",
        ),
    )
    .at("recordHintTone"))
}

/// A tone in the last minute needs a limit. Of a change, what is left out may have been set by the bind.
pub(crate) fn tone_of_last_minute(
    tone: Option<&ToneFile>,
    limit: Option<CallLimit>,
    changes: bool,
) -> Result<(), Error> {
    let limited = limit.map_or(changes, |limit| limit.get() != 0);
    if tone.is_none() || limited {
        return Ok(());
    }
    Err(Error::new(
        Code::ParameterDependency,
        texts(
            "{field} has no effect while `maxDuration` is 0 (no limit): there is no last minute",
            "`maxDuration`为0（不限制时长）时{field}无效：通话没有最后一分钟",
            "set `maxDuration` to the longest a call may take, in minutes, or leave {field} out",
            "请将`maxDuration`设为单次通话的最长时间（分钟），或不携带{field}",
        ),
    )
    .at("lastMinVoice"))
}

/// A way to match areas needs an area.
pub(super) fn match_of_area(is_matched: bool, has_area: bool) -> Result<(), Error> {
    if !is_matched || has_area {
        return Ok(());
    }
    Err(Error::new(
        Code::ParameterDependency,
        texts(
            "{field} has no effect without `areaCode`",
            "未携带`areaCode`时{field}无效",
            "name the wanted city by `areaCode`, or leave {field} out",
            "请通过`areaCode`指定城市，或不携带{field}",
        ),
    )
    .at("areaMatchMode"))
}

/// X is named, or its city is.
pub(super) fn x_or_area(x: &'static str, has_x: bool, has_area: bool) -> Result<(), Error> {
    if has_x || has_area {
        return Ok(());
    }
    Err(Error::new(
        Code::ParameterMissing,
        texts(
            "neither {field} nor `areaCode` is there, so nothing says which X is bound",
            "{field}和`areaCode`均未传入，无法确定X号码",
            "name the X by {field}, or let the service pick one of a city by `areaCode`",
            "请通过{field}指定X号码，或通过`areaCode`按城市分配",
        ),
    )
    .at(x))
}

/// The error for a change that names nothing but the binding.
pub(super) fn nothing_changes() -> Error {
    Error::new(
        Code::ParameterMissing,
        texts(
            "this changes nothing: only the binding itself is named",
            "没有任何修改：只指定了绑定关系",
            "name at least one parameter that is to change",
            "请至少传入一个需要修改的参数",
        ),
    )
}

/// Someone in a binding who may be a fixed line.
pub(super) struct Party {
    field: &'static str,
    number: Number,
    /// The value of `callDirection` under which this one is only called.
    only_called: &'static str,
}

impl Party {
    pub(super) const fn new(field: &'static str, number: Number, only_called: &'static str) -> Self {
        Self { field, number, only_called }
    }

    /// A fixed line that may call cannot: its calls end with 8023.
    pub(super) fn advice(&self, may_call: bool) -> Option<Advice> {
        (may_call && !self.number.is_mobile()).then(|| {
            Advice::new(
                AdviceCode::FixedLineCaller,
                self.field,
                texts(
                    "{field} is a fixed line: it can be called, but the calls that it makes fail (8023)",
                    "{field}是固话号码：只能被叫，其主动呼叫会失败（8023）",
                    format!(
                        "set `callDirection` to {}, so that it is only called, or bind a mobile number",
                        self.only_called
                    ),
                    format!("请将`callDirection`设为{}（该号码仅被叫），或绑定手机号码", self.only_called),
                ),
            )
        })
    }
}

/// Carriers block recorded calls that nobody is told of.
pub(crate) fn advise_recording(recording: Option<bool>, tone: Option<&ToneFile>) -> Option<Advice> {
    (recording == Some(true) && tone.is_none()).then(|| {
        Advice::new(
            AdviceCode::RecordingTone,
            "recordFlag",
            texts(
                "{field} is true and no `recordHintTone` is named: carriers block calls that are recorded unannounced",
                "{field}为true但未指定`recordHintTone`：运营商会拦截未提示录音的呼叫",
                "set `recordHintTone` to a tone file that announces the recording",
                "请通过`recordHintTone`指定录音提示音文件",
            ),
        )
    })
}

/// A change that switches recording on may find a binding without a tone. `can_name_it`: whether the change could.
pub(super) fn advise_recording_switched_on(recording: Option<bool>, can_name_it: bool) -> Option<Advice> {
    let (hint, hint_zh) = if can_name_it {
        (
            "name a tone file by `recordHintTone`, unless the binding has one",
            "请通过`recordHintTone`指定录音提示音文件，除非该绑定关系已有提示音",
        )
    } else {
        (
            "a change cannot add the tone: if the bind named none, delete the binding and bind again with `recordHintTone`",
            "修改接口不能添加提示音：若绑定时未指定，请解绑后携带`recordHintTone`重新绑定",
        )
    };
    (recording == Some(true)).then(|| {
        Advice::new(
            AdviceCode::RecordingTone,
            "recordFlag",
            texts(
                "{field} is true: if the binding has no `recordHintTone`, carriers block its calls",
                "{field}为true：如果该绑定关系没有`recordHintTone`，运营商会拦截其呼叫",
                hint,
                hint_zh,
            ),
        )
    })
}

/// The real number must not be shown at present.
pub(super) fn advise_real_number(field: &'static str, is_real: bool) -> Option<Advice> {
    is_real.then(|| {
        Advice::new(
            AdviceCode::RealNumber,
            field,
            texts(
                "{field} \"1\" shows A the caller's real number: carriers block such calls, or the service refuses with 1020178",
                "{field}为\"1\"时向A号码显示真实主叫号码：运营商会拦截此类呼叫，或服务端以1020178拒绝",
                "leave {field} out, and X is shown",
                "请不要携带{field}，默认显示X号码",
            ),
        )
    })
}

/// `userData` comes back in every push of the binding.
pub(crate) fn advise_user_data(user_data: Option<&UserData>) -> Option<Advice> {
    user_data.filter(|text| numbers_in(text.as_str())).map(|_| {
        Advice::new(
            AdviceCode::NumberInUserData,
            "userData",
            texts(
                "{field} holds a telephone number: it comes back in every push and query, and easily ends up in logs",
                "{field}含有电话号码：会在每次推送和查询中原样返回，容易进入日志",
                "send an order number or another key, and keep the number on your side",
                "请传入订单号等标识，号码保存在己方系统",
            ),
        )
    })
}
