//! Records of calls (话单), as the platform sends them when a call has ended.
//!
//! Pages: API reference `privatenumber_02_0006a` (AXB), `_0006_1a` (AX), `_0006_2a` (X), `_0006_3a` (AXE). Every call has a
//! record, answered or not.

use crate::answer::{AppKey, Derived, Extra, Field as _, Flag, Id, Instant, NumberText, Text, Url, answer, group};
use crate::given::Given;
use crate::push::code::{CauseCode, NetworkCauseCode};
use crate::push::sms::is_block;

answer! {
    /// Where the recording of a call is: by the two names that GetRecordingDownloadUrl takes, or at an address. It is
    /// kept for 7 days; a call of less than 3 seconds has none that could be fetched.
    Recording(RecordingDraft) {
        /// Name of the file, for GetRecordingDownloadUrl.
        optional file_name: Text => "fileName",
        /// Where it is kept, for GetRecordingDownloadUrl.
        optional record_domain: Text => "recordDomain",
        /// Where it can be fetched directly, where the service says so.
        optional url: Url => "url",
    }
}
group!(Recording);

answer! {
    /// The record of one call.
    CallRecord(CallRecordDraft) {
        /// In mode AX 0: another user calls A, 1: A calls another user. In the modes AXB and AXYB 0: B calls A, 1: A calls B. In
        /// mode AXE 0: another user calls A. In every mode 2: it could not be told, as where no binding was found.
        optional direction: i64 => "direction",
        /// The customer's account.
        optional sp_id: Id => "spId",
        /// The application.
        optional app_key: AppKey => "appKey",
        /// This record. A call that a telephone made again by itself has a record of its own.
        optional icid: Id => "icid",
        /// X.
        optional bind_num: NumberText => "bindNum",
        /// The call, as in its events.
        optional session_id: Id => "sessionId",
        /// The binding. Absent where none was found.
        optional subscription_id: Id => "subscriptionId",
        /// Who really called.
        optional caller_num: NumberText => "callerNum",
        /// Whom the caller dialled: X.
        optional callee_num: NumberText => "calleeNum",
        /// The number shown to the callee: X, in mode AXYB Y.
        optional fwd_display_num: NumberText => "fwdDisplayNum",
        /// Who was really called. Absent where nobody was.
        optional fwd_dst_num: NumberText => "fwdDstNum",
        /// When the call came in.
        optional call_in_time: Instant => "callInTime",
        /// When the callee was called.
        optional fwd_start_time: Instant => "fwdStartTime",
        /// When the callee's telephone rang.
        optional fwd_alerting_time: Instant => "fwdAlertingTime",
        /// When the callee answered. Absent where nobody did.
        optional fwd_answer_time: Instant => "fwdAnswerTime",
        /// When the call ended.
        optional call_end_time: Instant => "callEndTime",
        /// Why the callee was not reached, as the network says (Q.850). 0: nothing of the kind.
        optional fwd_unasw_rsn: i64 => "fwdUnaswRsn",
        /// When one of the two legs failed.
        optional fail_time: Instant => "failTime",
        /// Where and why the call ended (release point). 0: it was hung up after it was answered.
        optional ul_fail_reason: i64 => "ulFailReason",
        /// The SIP status of the leg that failed. 0: none did.
        optional sip_status_code: i64 => "sipStatusCode",
        /// Reserved by the service.
        optional call_out_unasw_rsn: i64 => "callOutUnaswRsn",
        /// Whether the call was recorded.
        optional record_flag: Flag => "recordFlag",
        /// When recording began.
        optional record_start_time: Instant => "recordStartTime",
        /// Name of the recording's file.
        optional record_object_name: Text => "recordObjectName",
        /// Folder of the recording's file.
        optional record_bucket_name: Text => "recordBucketName",
        /// Where the recording is kept.
        optional record_domain: Text => "recordDomain",
        /// Where the recording can be fetched directly.
        optional record_file_download_url: Url => "recordFileDownloadUrl",
        /// Reserved by the service.
        optional tts_play_times: i64 => "ttsPlayTimes",
        /// Reserved by the service.
        optional tts_trans_duration: i64 => "ttsTransDuration",
        /// Reserved by the service; in its examples the id of the binding.
        optional mpty_id: Id => "mptyId",
        /// `003`: AX, `004`: AXB or X, `005`: AXE, `007`: AXYB.
        optional service_type: Text => "serviceType",
        /// The machine of the platform that wrote the record.
        optional host_name: Text => "hostName",
        /// In mode AXE the extension (分机号), its leading zeros kept.
        optional extend_number: Text => "extendNumber",
        /// In mode X `Block`.
        optional notify_mode: Text => "notifyMode",
        /// Data of the binding; in mode X that of the answer to `callin`.
        optional user_data: Text => "userData",
        /// The area code of X.
        optional area_code: Text => "areaCode",
        /// Which check of the voice quality was made. No page read says what the values mean.
        optional voice_check_type: i64 => "voiceCheckType",
        /// How long A and B spoke, in seconds, where the service says so.
        optional call_duration: i64 => "callDuration",
        /// In mode X: 1 if the caller hung up, 2 if the callee did.
        optional call_rel_direction: i64 => "callRelDirection",
        /// The mode of the application: `ax`, `axb`, `axe`, `axyb` or `x`.
        optional mode: Derived<Text> => "mode",
        /// Whether the callee answered.
        optional answered: Derived<bool> => "answered",
        /// How long the callee's telephone rang, in seconds: until the answer, else until the call ended. Absent where it did
        /// not ring.
        optional ring_seconds: Derived<i64> => "ringSeconds",
        /// How long A and B spoke, in seconds. 0 where the callee did not answer.
        optional talk_seconds: Derived<i64> => "talkSeconds",
        /// The minutes that are billed: each one begun counts. 0 where the callee did not answer.
        optional billed_minutes: Derived<i64> => "billedMinutes",
        /// The real number of A, where `direction` tells who is who. Not in mode X, which binds nobody.
        optional a: Derived<NumberText> => "a",
        /// The real number of the other one, where `direction` tells who is who.
        optional b: Derived<NumberText> => "b",
        /// What the release point means and what to do about it.
        optional cause: Derived<CauseCode> => "cause",
        /// What the network's cause means, where there is one.
        optional network_cause: Derived<NetworkCauseCode> => "networkCause",
        /// The recording, where there is one.
        optional recording: Derived<Recording> => "recording",
        /// Names this record. The same record sent again has the same key.
        optional key: Derived<Id> => "key",
    }
    otherwise: otherwise,
    complete: complete,
}

/// The demos of AXE call the extension `extendNum`.
fn otherwise(draft: &mut CallRecordDraft, name: &str, value: &Given<'_>) -> bool {
    match value {
        _ if name != "extendNum" => false,
        Given::Text(text) if text.trim().is_empty() => true,
        _ if draft.extend_number.is_some() => false,
        _ => {
            draft.extend_number = Text::read(value);
            draft.extend_number.is_some()
        }
    }
}

fn complete(draft: &mut CallRecordDraft, extra: &mut Extra) {
    let is_x = is_block(draft.notify_mode.as_ref());
    let mode = match draft.service_type.as_ref().map(|kind| kind.as_str().trim()) {
        Some("003") => Some("ax"),
        // Both modes share one number; only records of mode X say how their call was put through.
        Some("004") if is_x => Some("x"),
        Some("004") => Some("axb"),
        Some("005") => Some("axe"),
        Some("007") => Some("axyb"),
        _ => None,
    };
    draft.mode = mode.map(|mode| Derived(Text::own(mode)));
    times(draft, extra);
    let (caller, callee) = (draft.caller_num.clone().map(Derived), draft.fwd_dst_num.clone().map(Derived));
    (draft.a, draft.b) = match draft.direction {
        // Mode X has no A, and no page says what its direction means.
        _ if mode == Some("x") => (None, None),
        Some(0) => (callee, caller),
        Some(1) => (caller, callee),
        _ => (None, None),
    };
    let code = |code: Option<i64>| code.and_then(|code| u32::try_from(code).ok());
    draft.cause = code(draft.ul_fail_reason).map(|code| Derived(CauseCode(code)));
    draft.network_cause =
        code(draft.fwd_unasw_rsn).filter(|code| *code > 0).map(|code| Derived(NetworkCauseCode(code)));
    // The operation takes both names or none; one alone stands in the record still.
    let (file_name, record_domain) = draft.record_object_name.clone().zip(draft.record_domain.clone()).unzip();
    let recording =
        Recording { file_name, record_domain, url: draft.record_file_download_url.clone(), extra: Extra::default() };
    draft.recording = (recording.file_name.is_some() || recording.url.is_some()).then_some(Derived(recording));
}

/// How long it rang and how long they spoke. `callDuration`, where it is there, is the service's own count.
///
/// A time of the answer that is there but cannot be read still says that somebody answered: then no length is told rather
/// than none, as such a call is billed.
fn times(draft: &mut CallRecordDraft, extra: &Extra) {
    let at = draft.fwd_answer_time;
    let is_unread = at.is_none() && extra.get("fwdAnswerTime").is_some_and(|json| json != "null");
    let is_answered = at.is_some() || is_unread;
    draft.answered = Some(Derived(is_answered));
    let until = if is_unread { None } else { at.or(draft.call_end_time).or(draft.fail_time) };
    let ring = draft.fwd_alerting_time.zip(until).and_then(|(from, until)| until.seconds_since(from));
    draft.ring_seconds = ring.map(Derived);
    let talk = if is_answered {
        let counted = draft.call_end_time.zip(at).and_then(|(until, from)| until.seconds_since(from));
        draft.call_duration.filter(|seconds| *seconds >= 0).or(counted)
    } else {
        Some(0)
    };
    draft.talk_seconds = talk.map(Derived);
    draft.billed_minutes = talk.map(|seconds| Derived((seconds + 59) / 60));
}
