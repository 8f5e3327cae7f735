//! Why a call ended: hang-up causes (`stateCode` of a call event) and release points (`ulFailReason` of a call record).
//!
//! Both tables share one space of numbers, so there is one row for a number; where they say different things of it, the
//! row has both texts. Pages: developer guide `privatenumber_04_0010`, API reference `privatenumber_02_0019`.

/// Who or what ended a call, as the hang-up table groups its causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CauseGroup {
    /// The binding: missing, expired, or not meant for this call.
    Binding,
    /// The caller.
    Caller,
    /// The X that was called.
    Number,
    /// The callee: person, telephone, contract.
    Callee,
    /// The customer of the service: account, application, tone files, settings.
    Tenant,
    /// Rules of the platform and the carriers.
    Control,
    /// The platform by itself.
    Platform,
    /// A network on the way.
    Network,
}

impl CauseGroup {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Binding,
        Self::Caller,
        Self::Number,
        Self::Callee,
        Self::Tenant,
        Self::Control,
        Self::Platform,
        Self::Network,
    ];

    /// The group as text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Binding => "binding",
            Self::Caller => "caller",
            Self::Number => "number",
            Self::Callee => "callee",
            Self::Tenant => "tenant",
            Self::Control => "control",
            Self::Platform => "platform",
            Self::Network => "network",
        }
    }

    /// The group in Chinese.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Binding => "绑定关系",
            Self::Caller => "主叫",
            Self::Number => "隐私号码",
            Self::Callee => "被叫",
            Self::Tenant => "租户",
            Self::Control => "管控",
            Self::Platform => "平台",
            Self::Network => "网络",
        }
    }
}

/// One hang-up cause, release point, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The number.
    pub code: u32,
    /// Who or what ended the call. None for 0, the ordinary end.
    pub group: Option<CauseGroup>,
    /// Whether it is a hang-up cause.
    pub hang_up: bool,
    /// Whether it is a release point.
    pub release_point: bool,
    /// Whether the same call, made again later, may succeed without anything being changed.
    pub retryable: bool,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
    /// What it means as a release point where that table says something else: English, then Chinese.
    pub as_release_point: Option<(&'static str, &'static str)>,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

impl Cause {
    /// The page that lists it.
    pub const fn page(&self) -> &'static str {
        if self.hang_up { "privatenumber_04_0010" } else { "privatenumber_02_0019" }
    }
}

macro_rules! causes {
    ($($code:literal $tables:ident $group:ident $retry:ident
        $english:literal $chinese:literal $(($release:literal $release_zh:literal))? $hint:literal $hint_zh:literal)+) => {
        /// Every hang-up cause and release point, the smallest number first.
        pub const CAUSES: &[Cause] = &[
            $(Cause {
                code: $code,
                group: causes!(@group $group),
                hang_up: causes!(@hang_up $tables),
                release_point: causes!(@release_point $tables),
                retryable: causes!(@retry $retry),
                english: $english,
                chinese: $chinese,
                as_release_point: causes!(@release $(($release, $release_zh))?),
                hint: $hint,
                hint_zh: $hint_zh,
            },)+
        ];
    };
    (@group None) => { None };
    (@group $group:ident) => { Some(CauseGroup::$group) };
    (@hang_up release) => { false };
    (@hang_up $tables:ident) => { true };
    (@release_point hang_up) => { false };
    (@release_point $tables:ident) => { true };
    (@retry again) => { true };
    (@retry final) => { false };
    (@release) => { None };
    (@release $texts:tt) => { Some($texts) };
}

// Only the hang-up table has groups. A number that is a release point alone (`release`) has the one that fits, chosen here:
// 8017 is the tenant's own server ending the call (page on X mode), 8058 and 8059 are rules of the carriers, 8002 is a
// failure at the far end of the line.
causes! {
    0 both None final
        "hung up after the call was answered" "通话接通后正常挂机"
        "nothing needs to be done" "无需处理"
    522 both Platform again
        "the platform has no voice port left" "平台语音端口不足"
        "call again in a few minutes; if it goes on, ask the service's support" "请几分钟后重拨；持续出现请联系客服"
    7001 both Control again
        "the developer's call frequency is limited" "开发者呼叫频次受限"
        "spread the calls of the account over a longer time, or ask the service's support for a higher limit"
        "请降低账号的呼叫频次，或联系客服提高限额"
    7002 both Control again
        "the application's call frequency is limited" "应用呼叫频次受限"
        "spread the calls of this application over a longer time, or ask the service's support for a higher limit"
        "请降低该应用的呼叫频次，或联系客服提高限额"
    7003 both Control again
        "the call frequency of the number shown is limited" "显示号码呼叫频次受限"
        "this X calls too often: spread the bindings over more X" "该X号码呼叫过于频繁：请将绑定分散到更多X号码"
    7004 both Control final
        "the callee is on a blacklist" "被叫号码在黑名单中"
        "do not call this number again; ask the service's support if the entry is wrong" "请勿再呼叫该号码；如属误判请联系客服"
    7005 both Control final
        "the caller is on a blacklist" "主叫号码在黑名单中"
        "ask the service's support why this caller is listed" "请联系客服确认该主叫被列入黑名单的原因"
    7100 both Tenant final
        "the application does not exist" "应用不存在"
        "check in the console that the application of this X still exists" "请在控制台确认该X号码所属的应用是否存在"
    7101 both Tenant final
        "the application has no privacy number" "应用下没有隐私号码"
        "order X numbers for this application in the console" "请在控制台为该应用订购隐私号码"
    7102 both Platform again
        "other abnormal behaviour of the platform" "平台其他异常" ("internal error of the service" "业务内部错误")
        "call again; if it goes on, give the `sessionId` to the service's support" "请重拨；持续出现请将sessionId提供给客服"
    7103 release Caller final
        "the caller's number is unknown" "无法识别主叫号码"
        "the caller hides the number: it must be shown when calling X" "主叫隐藏了号码：呼叫X号码时须显示主叫号码"
    7104 release Binding final
        "the AX binding does not exist" "AX绑定关系不存在"
        "query the binding of this X, and bind A to it if there is none" "请查询该X号码的绑定关系，若不存在请先绑定A号码"
    7105 both Tenant final
        "the service type does not match" "业务类型不匹配"
        "check that the X belongs to an application of the mode in which it is bound" "请确认X号码所属应用的模式与绑定方式一致"
    7106 both Tenant final
        "the application may not make privacy calls" "应用没有隐私通话能力"
        "have the privacy-call service enabled for this application" "请为该应用开通隐私保护通话能力"
    7107 both Control again
        "the security prompt could not be played" "安全提示音播放失败"
        "call again; if it goes on, ask the service's support" "请重拨；持续出现请联系客服"
    7108 both Tenant final
        "the customer's account is frozen" "用户已冻结"
        "the account is probably in arrears: top it up, else ask the service's support" "账号可能欠费：请充值，否则联系客服"
    7109 both Control again
        "the tenant has no voice port left" "租户语音端口不足" ("no voice port is left" "语音端口不足")
        "make fewer calls at the same time, or ask the service's support for more ports" "请减少并发呼叫，或联系客服增加端口"
    7500 both Control final
        "a number prefix of the call is restricted" "呼叫的号码前缀受限"
        "check the callee's number; if it is right, ask the service's support which prefix is restricted" "请检查被叫号码；号码正确则请联系客服确认受限的前缀"
    7501 both Caller again
        "the caller hung up before the callee rang" "主叫在被叫振铃前挂机"
        "nothing is wrong: the caller may call again" "属正常情况：主叫可重拨"
    7502 both Caller again
        "the caller hung up after the callee had begun to ring" "主叫在被叫振铃后挂机"
        "nothing is wrong: the caller may call again" "属正常情况：主叫可重拨"
    7503 both Callee again
        "the callee refused the call" "被叫拒接" ("the callee hung up" "被叫挂机")
        "the callee did not want to talk: call again later" "被叫不便接听：请稍后重拨"
    7504 both Callee final
        "the call was refused: by the callee, by a do-not-disturb or blacklist service, or by software on the telephone"
        "呼叫被拒绝：被叫拒接、被叫开通免打扰或黑名单业务，或被手机软件拦截" ("the call was refused" "呼叫被拒绝")
        "ask the callee whether X is on a blacklist or blocked by software on the telephone"
        "请被叫确认X号码是否在黑名单中，或被手机软件拦截"
    7505 both Network again
        "the network on the caller's side failed" "主叫侧网络异常"
        "the caller should call again where the signal is better" "请主叫在信号良好处重拨"
    7506 both Network again
        "the network on the callee's side failed, or the number bound is in a wrong format" "被叫侧网络异常，或绑定的号码格式错误"
        "query the binding and check its numbers (`+86`, an area code without its leading 0); if they are right, call again"
        "请查询绑定关系并检查号码格式（+86开头，区号不带首位0）；格式正确则请重拨"
    7507 both Tenant final
        "there is no voice file" "没有语音文件"
        "check in the console that the tone files named at the binding are uploaded and approved"
        "请在控制台确认绑定时指定的放音文件已上传并审核通过"
    7508 both Network again
        "no route to the callee" "选路失败"
        "check the callee's number; if it is right, call again, then ask the service's support" "请检查被叫号码；号码正确则请重拨，仍失败请联系客服"
    7516 both Caller again
        "the caller hung up before the call was forwarded, for instance before keying in an extension" "主叫在呼转前挂机，例如AXE模式未输入分机号即挂机"
        "nothing is wrong: the caller may call again, and in mode AXE must key in the extension" "属正常情况：主叫可重拨，AXE模式须输入分机号"
    8002 release Network again
        "the far end answered with a failure while the user was being connected (an announcement is played)" "接续用户时对端返回失败（放音提示）"
        "call again; if it goes on, check that the number called is in use" "请重拨；持续出现请检查被叫号码是否有效"
    8003 release Callee again
        "ringing timed out" "振铃超时"
        "call again later" "请稍后重拨"
    8004 release Caller again
        "hung up while it rang" "振铃时挂机"
        "nothing is wrong: the caller may call again" "属正常情况：主叫可重拨"
    8005 release Platform again
        "text-to-speech conversion failed" "TTS转换失败"
        "call again; if it goes on, ask the service's support" "请重拨；持续出现请联系客服"
    8006 both Tenant final
        "X mode: the voice file does not exist" "X模式：语音文件不存在" ("the voice file does not exist" "语音文件不存在")
        "check the tone files named: each must be uploaded in the console and approved, and its name spelled exactly the same"
        "请检查指定的放音文件：须已在控制台上传并审核通过，且文件名完全一致"
    8007 both Platform again
        "the prompt for the last minute could not be played" "最后一分钟提示音播放失败" ("playing to the user failed" "给用户放音失败")
        "check the file named as `lastMinVoice`; if it is approved, ask the service's support" "请检查`lastMinVoice`指定的文件；若已审核通过请联系客服"
    8008 both Platform again
        "playing a prompt and collecting digits failed" "放音收号失败"
        "call again; if it goes on, ask the service's support" "请重拨；持续出现请联系客服"
    8009 release Caller again
        "the caller hung up before the call was answered" "主叫在接通前挂机"
        "nothing is wrong: the caller may call again" "属正常情况：主叫可重拨"
    8010 both Tenant final
        "the call reached its longest duration" "达到最大通话时长"
        "raise the binding's `maxDuration` (in minutes; 0 is no limit) if calls may last longer" "如需更长通话请调大绑定的`maxDuration`（单位分钟，0为不限）"
    8011 both Platform again
        "other abnormal behaviour of the platform" "平台其他异常" ("internal error" "内部错误")
        "call again; if it goes on, give the `sessionId` to the service's support" "请重拨；持续出现请将sessionId提供给客服"
    8012 release Tenant final
        "the APP_Key is invalid" "app_key无效"
        "check in the console that the application of this X exists and is in use" "请在控制台确认该X号码所属应用存在且状态正常"
    8013 both Binding final
        "invalid AX call: A is bound to X, but no temporary callee is set" "无效的AX呼叫：存在AX绑定关系，但未设置临时被叫"
        "set the callee with `SetAXTemporaryCallee` before A calls X" "A呼叫X号码之前，请先通过SetAXTemporaryCallee设置临时被叫"
    8014 both Binding final
        "invalid AXB or X call: the two numbers are not bound on this X, or a number was bound in a wrong format"
        "无效的AXB或X模式呼叫：主叫与X号码没有绑定关系，或绑定的号码格式错误" ("invalid AXB call" "无效的AXB呼叫")
        "query the binding by X: the caller must be its A or B, in the global format (`+86`, an area code without its leading 0), and the binding must not have expired; in X mode check the answer to `callin`"
        "请按X号码查询绑定关系：主叫须为其A或B号码，格式为全局号码（+86开头，区号不带首位0），且绑定未过期；X模式请检查对callin事件的响应"
    8015 both Platform again
        "recording failed" "录音失败"
        "call again; if it goes on, ask the service's support" "请重拨；持续出现请联系客服"
    8016 both Binding final
        "the binding does not allow calls in this direction (AX, AXB)" "AX或AXB绑定关系不允许该呼叫方向"
        "modify `callDirection` of the binding (0 is both) if this side may call" "如需允许该方向呼叫，请修改绑定的`callDirection`（0为双向）"
    8017 release Tenant final
        "the customer's server ended the call (X mode, `operation` \"close\")" "客户服务器结束了呼叫（X模式，operation为close）"
        "nothing is wrong if your answer to `callin` was meant to close the call; otherwise check the code that decides it" "若对callin事件的响应本意即为结束呼叫则无需处理；否则请检查生成响应的逻辑"
    8018 both Control final
        "no permission to call; a missing AX binding counts as that too" "没有呼叫权限，包括AX绑定关系不存在"
        "query the binding of this X; if there is one, check the state of the number and the application in the console"
        "请查询该X号码的绑定关系；若存在，请在控制台检查号码和应用的状态"
    8019 both Binding final
        "no call-back record (A calls X in mode AXE or AX)" "没有回呼记录（AXE或AX模式，A呼叫X号码）"
        "A can call back only after somebody has called A through X; in mode AX set a temporary callee, in mode AXE set `callbackTone` or `callbackNum`"
        "有人通过X号码呼叫过A之后，A才能回呼；AX模式请设置临时被叫，AXE模式请设置`callbackTone`或`callbackNum`"
    8020 both Platform again
        "other abnormal behaviour of the platform" "平台其他异常" ("the service is abnormal" "业务异常")
        "call again; if it goes on, give the `sessionId` to the service's support" "请重拨；持续出现请将sessionId提供给客服"
    8022 both Binding final
        "the binding does not exist or has expired (B calls X in mode AXE)" "绑定关系不存在或已过期（AXE模式，B呼叫X号码）"
        "query the binding by `virtualNum` and `extendNum`; if it has expired, bind again or with a longer `bindExpiredTime`"
        "请按`virtualNum`和`extendNum`查询绑定关系；若已过期，请重新绑定或调大`bindExpiredTime`"
    8023 both Control final
        "a fixed line may not call X" "不允许固话号码作为主叫"
        "the caller must call from a mobile telephone; bind its number instead of the fixed line" "请主叫使用手机呼叫，并绑定手机号码而非固话号码"
    8024 both Control final
        "the real caller's number may not be shown" "不允许显示真实主叫号码"
        "set `calleeNumDisplay` (AX) or `displayNumMode` (AXE) to 0, so that X is shown" "请将`calleeNumDisplay`（AX）或`displayNumMode`（AXE）设为0，显示X号码"
    8025 both Number final
        "the X called does not exist (AXE)" "被叫的X号码不存在（AXE）"
        "check in the console that this X still belongs to the application" "请在控制台确认该X号码仍属于该应用"
    8030 both Binding final
        "the AXYB binding does not exist" "AXYB绑定关系不存在"
        "query the binding by `subscriptionId` or by X or Y, and bind again if it has expired" "请按`subscriptionId`或X、Y号码查询绑定关系，若已过期请重新绑定"
    8031 both Binding again
        "no Y could be assigned during the call (AXYB)" "AXYB呼叫过程中未能分配Y号码"
        "order more numbers for the city of Y, or send `areaMatchMode` \"1\"; unbind what is no longer used"
        "请为Y号码所在城市订购更多号码，或将`areaMatchMode`设为\"1\"；并解绑不再使用的绑定关系"
    8032 both Caller final
        "a number called the privacy number that it is itself bound to (AXYB)" "AXYB：号码呼叫了与自身绑定的隐私号码"
        "a number cannot call the X or Y that stands for itself: call from another number" "号码不能呼叫与自身绑定的X或Y号码：请使用其他号码呼叫"
    8033 both Caller again
        "an empty extension was received" "收到的分机号为空"
        "the caller must key in the extension after the prompt" "主叫须在提示音后输入分机号"
    8035 both Callee again
        "the platform timed out, about 90 s after forwarding the call" "平台呼叫超时，约为呼转后90秒" ("the callee did not answer before ringing timed out" "被叫未接听，振铃超时")
        "call again later" "请稍后重拨"
    8040 both Platform again
        "other abnormal behaviour of the platform" "平台其他异常" ("internal error" "内部错误")
        "call again; if it goes on, give the `sessionId` to the service's support" "请重拨；持续出现请将sessionId提供给客服"
    8041 both Platform again
        "recording failed" "录音失败"
        "call again; if it goes on, ask the service's support" "请重拨；持续出现请联系客服"
    8042 both Control final
        "incoming calls from abroad are restricted" "国际来话受限"
        "X can be called from numbers of mainland China only" "X号码仅支持中国大陆号码呼入"
    8043 both Control final
        "outgoing calls to other countries are restricted" "国际去话受限"
        "bind numbers of mainland China only" "请仅绑定中国大陆号码"
    8044 both Control final
        "the call time is abnormal" "通话时间异常"
        "the platform finds the time of these calls abnormal: ask the service's support" "平台判定通话时间异常：请联系客服"
    8046 both Control final
        "the answer rate is abnormal" "接通率异常"
        "too few calls are answered: check the numbers that are called, then ask the service's support" "接通率过低：请检查被叫号码，并联系客服"
    8047 both Control again
        "the caller's call frequency is limited" "主叫呼叫频次受限"
        "this caller calls too often: call again later" "该主叫呼叫过于频繁：请稍后重拨"
    8048 both Control again
        "the callee's call frequency is limited" "被叫呼叫频次受限"
        "this callee is called too often: call again later" "该被叫被呼叫过于频繁：请稍后重拨"
    8049 both Control again
        "the service number's call frequency is limited" "业务号码呼叫频次受限"
        "this X is used too often: spread the bindings over more X, and call again later" "该X号码使用过于频繁：请将绑定分散到更多X号码，并稍后重拨"
    8050 both Control again
        "calls are forbidden at this time of day" "禁止呼叫时段"
        "call again at another time of day" "请在其他时段重拨"
    8051 both Control final
        "the sub-enterprise is suspended" "子企业已停用"
        "ask the service's support why the sub-enterprise is suspended" "请联系客服确认子企业停用的原因"
    8055 both Control final
        "the X is not available, neither for calls nor for messages" "X号码不可用，不能通话和收发短信" ("the X may neither call nor send messages" "X号码没有通话和短信权限")
        "check the state of this X in the console, and bind another one" "请在控制台查看该X号码的状态，并更换X号码绑定"
    8056 both Control final
        "test calls are restricted" "测试呼叫号码受限"
        "ask the service's support which numbers may be used for test calls" "请联系客服确认可用于测试呼叫的号码"
    8057 both Control final
        "the direction of the call is restricted" "呼叫方向受限"
        "ask the service's support which direction is allowed for this X; the binding's own `callDirection` gives 8016 instead"
        "请联系客服确认该X号码允许的呼叫方向；绑定关系的`callDirection`限制对应的是8016"
    8058 release Control final
        "the staff member's real name is not verified" "员工未实名认证"
        "have the real name of the number's actual user verified in the console" "请在控制台完成号码实际使用人的实名认证"
    8059 release Control final
        "the carrier blocked the call" "呼叫被运营商拦截"
        "check that A is filed with the service, that X is shown and that a recorded call has its hint tone; then ask the service's support"
        "请确认A号码已报备、显示号码为X号码、录音已设置提示音；仍被拦截请联系客服"
    8100 both Callee final
        "the callee's number does not exist" "被叫号码是空号"
        "check the callee's number and modify the binding" "请核对被叫号码并修改绑定关系"
    8101 both Callee again
        "the callee rang and did not answer" "被叫振铃未接听"
        "call again later" "请稍后重拨"
    8102 both Callee again
        "the callee is busy" "被叫忙"
        "call again in a few minutes" "请几分钟后重拨"
    8103 both Callee again
        "the callee's signal is bad, and the carrier could not reach the telephone" "被叫信号不好，运营商无法接通" ("the callee cannot be reached for the moment" "被叫暂时无法接通")
        "call again later" "请稍后重拨"
    8104 both Callee again
        "the callee's telephone is switched off, in flight mode or without a network" "被叫关机、处于飞行模式或无网络"
        "call again later" "请稍后重拨"
    8105 both Callee final
        "the callee's telephone service is suspended" "被叫停机"
        "the callee must have the line restored, or another number must be bound" "请被叫办理复机，或绑定其他号码"
    8139 hang_up Platform again
        "other abnormal behaviour of the platform" "平台其他异常"
        "call again; if it goes on, give the `sessionId` to the service's support" "请重拨；持续出现请将sessionId提供给客服"
}

/// What is known of a hang-up cause or release point.
pub fn cause(code: u32) -> Option<&'static Cause> {
    CAUSES.iter().find(|row| row.code == code)
}
