//! Recordings: whether an application has them, and where one is to be had. API reference page of
//! `GetRecordingDownloadUrl`.

use crate::envelope::Success;
use crate::escape;
use crate::parameters::{Input, required};
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, RECORDING_NAME, Recording};
use crate::surroundings::Surroundings;

/// How long a recording is kept, from the push of its call record on: 7 days, in seconds.
const KEPT_SECONDS: u64 = 7 * 86_400;

/// Tells where a recording is to be had. The parameters are checked first, then what the application may do, then
/// whether there is such a recording, as the codes stand on the page.
pub(crate) fn get_download_url(input: &Input<'_>, surroundings: &Surroundings<'_>) -> Result<Success, Refusal> {
    let file_name = required("fileName", input.query.text("fileName", &RECORDING_NAME)?)?;
    let record_domain = required("recordDomain", input.query.text("recordDomain", &RECORDING_NAME)?)?;
    let application = surroundings.application;
    check_open(application)?;
    let refuse = |reason: &str| Err(Refusal::new(ResultCode::RecordNotFound, reason));
    let recording = application
        .recordings
        .iter()
        .find(|recording| recording.file_name == file_name && recording.record_domain == record_domain);
    match recording {
        None => refuse("the application has no recording with this fileName on this recordDomain"),
        Some(recording) if remaining_seconds(recording, surroundings.elapsed_ms) == 0 => {
            refuse("the recording is gone: it is kept 7 days from the push of its call record on")
        }
        Some(recording) => Ok(Success::at(address(recording))),
    }
}

/// Refuses what needs recording on an application that was added without it.
pub(crate) fn check_open(application: &Application) -> Result<(), Refusal> {
    if application.recording {
        return Ok(());
    }
    Err(Refusal::new(
        ResultCode::RecordingNotOpen,
        "the application was added without recording, which is needed (for recordFlag \"true\", or to have a recording)",
    ))
}

/// The seconds for which a recording is still there, begun ones included. Its age in the setup is that at the platform's
/// beginning.
pub(crate) fn remaining_seconds(recording: &Recording, elapsed_ms: i64) -> u64 {
    let elapsed_seconds = u64::try_from(elapsed_ms.div_euclid(1_000)).unwrap_or(0);
    KEPT_SECONDS.saturating_sub(recording.age_seconds.saturating_add(elapsed_seconds))
}

/// A made-up address on the recording's own host: nothing is served there. The same recording always has the same.
fn address(recording: &Recording) -> String {
    format!("https://{}/simulated-recordings/{}", recording.record_domain, escape::all(&recording.file_name))
}
