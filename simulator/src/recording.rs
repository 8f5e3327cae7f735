//! Recordings: whether an application has them, where one is to be had, and what is heard there. API reference page of
//! `GetRecordingDownloadUrl`.

mod archive;
mod wave;

pub(crate) use archive::{Archive, Kept};

use crate::calendar;
use crate::envelope::Success;
use crate::escape;
use crate::parameters::{Input, required};
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, RECORDING_NAME, Recording};
use crate::surroundings::Surroundings;

/// How long a recording is kept, from the push of its call record on: 7 days, in seconds.
pub(crate) const KEPT_SECONDS: u64 = 7 * 86_400;

/// Tells where a recording is to be had. The parameters are checked first, then what the application may do, then
/// whether there is such a recording, as the codes stand on the page.
pub(crate) fn get_download_url(input: &Input<'_>, surroundings: &Surroundings<'_>) -> Result<Success, Refusal> {
    let file_name = required("fileName", input.query.text("fileName", &RECORDING_NAME)?)?;
    let record_domain = required("recordDomain", input.query.text("recordDomain", &RECORDING_NAME)?)?;
    let application = surroundings.application;
    check_open(application)?;
    match remaining(file_name, record_domain, surroundings) {
        None => Err(Refusal::new(
            ResultCode::RecordNotFound,
            "the application has no recording with this fileName on this recordDomain",
        )),
        Some(0) => Err(Refusal::new(
            ResultCode::RecordNotFound,
            "the recording is gone: it is kept 7 days from the push of its call record on",
        )),
        Some(_) => {
            let base = surroundings.base.as_deref();
            Ok(Success::at(address(base, &application.app_key, file_name, record_domain)))
        }
    }
}

/// The milliseconds that are left of a recording of the setup or of a call, 0 of one that is gone.
fn remaining(file_name: &str, record_domain: &str, surroundings: &Surroundings<'_>) -> Option<u64> {
    if let Some(kept) = surroundings.archive.find(file_name, record_domain) {
        return Some(u64::try_from(kept.gone_ms.saturating_sub(surroundings.now_ms)).unwrap_or(0));
    }
    let recording = of_setup(surroundings.application, file_name, record_domain)?;
    Some(remaining_seconds(recording, surroundings.elapsed_ms).saturating_mul(1_000))
}

fn of_setup<'a>(application: &'a Application, file_name: &str, record_domain: &str) -> Option<&'a Recording> {
    application
        .recordings
        .iter()
        .find(|recording| recording.file_name == file_name && recording.record_domain == record_domain)
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

/// Where a recording is to be had: on the host to which the request came, where [`download`] serves it. Where the request
/// does not say which that is, a made-up address on the recording's own host, where nothing is served. The same recording
/// always has the same.
fn address(base: Option<&str>, app_key: &str, file_name: &str, record_domain: &str) -> String {
    let file = escape::all(file_name);
    match base {
        None => format!("https://{record_domain}/simulated-recordings/{file}"),
        Some(base) => format!(
            "{base}/_simulator/recordings/{file}?recordDomain={}&appKey={}",
            escape::all(record_domain),
            escape::all(app_key)
        ),
    }
}

/// The name of a recording that begins at a moment, in the form of the demos': the time in UTC, and digits.
pub(crate) fn file_name(began_ms: i64, number: u64) -> String {
    let time = calendar::compact(began_ms);
    format!("{}{number:011}.wav", time.get(2..).unwrap_or_default())
}

/// The host on which the recordings of calls are said to lie.
const RECORD_DOMAIN: &str = "recordings.example.com";

impl Kept {
    /// A recording of so many milliseconds.
    pub(crate) fn new(file_name: String, length_ms: i64) -> Self {
        Self { file_name, record_domain: String::from(RECORD_DOMAIN), length_ms, gone_ms: i64::MAX }
    }
}

/// How long a recording of the setup is, of which the setup does not say it, in milliseconds.
const SETUP_LENGTH_MS: i64 = 10_000;

/// The bytes of a recording, made on demand; nothing where there is none, or where it is gone.
pub(crate) fn download(
    application: &Application,
    archive: &Archive,
    name: &str,
    domain: &str,
    now_ms: i64,
    elapsed_ms: i64,
) -> Option<Vec<u8>> {
    if let Some(kept) = archive.find(name, domain) {
        return (kept.gone_ms > now_ms).then(|| wave::of(kept.length_ms));
    }
    let recording = of_setup(application, name, domain)?;
    (remaining_seconds(recording, elapsed_ms) > 0).then(|| wave::of(SETUP_LENGTH_MS))
}
