//! The setup to be had without asking: an account ready to be called.

use std::collections::BTreeMap;

use super::{Application, ApplicationCondition, Mode, Number, NumberCondition, PushSettings, Recording, Scheme, Setup};
use crate::fault::Faults;

/// Seconds `Created` may be off unless the setup says otherwise; [`Application::created_window`] says why so few.
const CREATED_WINDOW: u64 = 300;

/// Digits of an AXE extension unless the setup says otherwise: as many as the vendor gives by default.
const EXTENSION_DIGITS: u8 = 4;

/// How often an extension is asked for unless the setup says otherwise; no figure is published.
const EXTENSION_TRIES: u8 = 3;

/// What a default application has of its own. Keys and secrets have the real form, 28 letters and digits, and nobody
/// takes them for real ones. X numbers begin with 170: as the vendor says, that range belongs to virtual operators.
struct Standard {
    mode: Mode,
    app_key: &'static str,
    app_secret: &'static str,
    numbers: &'static [(&'static str, &'static str)],
}

/// One of each mode. AXB comes first, for it is the mode that an application has that names none.
const STANDARDS: [Standard; 4] = [
    Standard {
        mode: Mode::Axb,
        app_key: "SimulatorAppKey0000000000001",
        app_secret: "SimulatorAppSecretNotReal001",
        numbers: &[
            ("+8617000000001", "0755"),
            ("+8617000000002", "0755"),
            ("+8617000000003", "0755"),
            ("+8617000000004", "020"),
            ("+8617000000005", "010"),
            ("+8617000000006", "010"),
        ],
    },
    Standard {
        mode: Mode::Ax,
        app_key: "SimulatorAppKeyAx00000000001",
        app_secret: "SimulatorAppSecretNotRealAx1",
        numbers: &[
            ("+8617000000011", "0755"),
            ("+8617000000012", "0755"),
            ("+8617000000013", "0755"),
            ("+8617000000014", "020"),
            ("+8617000000015", "010"),
            ("+8617000000016", "010"),
        ],
    },
    Standard {
        mode: Mode::Axe,
        app_key: "SimulatorAppKeyAxe0000000001",
        app_secret: "SimulatorAppSecretNotRealAxe",
        numbers: &[
            ("+8617000000021", "0755"),
            ("+8617000000022", "0755"),
            ("+8617000000023", "020"),
            ("+8617000000024", "010"),
        ],
    },
    Standard {
        mode: Mode::Axyb,
        app_key: "SimulatorAppKeyAxyb000000001",
        app_secret: "SimulatorSecretNotRealAxyb01",
        numbers: &[
            ("+8617000000031", "0755"),
            ("+8617000000032", "0755"),
            ("+8617000000033", "0755"),
            ("+8617000000034", "020"),
            ("+8617000000035", "010"),
            ("+8617000000036", "010"),
        ],
    },
];

const TONES: [&str; 3] = ["ring.wav", "record-notice.wav", "last-minute.wav"];

/// One beginning of a mobile number for each city of the pool; who needs others sets up their own.
const HOMES: [(&str, &str); 3] = [("+86138", "0755"), ("+86136", "020"), ("+86139", "010")];

/// The provinces of the pool's cities (深圳, 广州, 北京), and of two more cities of Guangdong (佛山, 东莞) and one of
/// nowhere near (上海), so that "same province" and "anywhere" can be told apart.
const PROVINCES: [(&str, &str); 6] =
    [("0755", "广东"), ("020", "广东"), ("0757", "广东"), ("0769", "广东"), ("010", "北京"), ("021", "上海")];

impl Default for Setup {
    fn default() -> Self {
        Self {
            applications: STANDARDS.iter().map(Standard::application).collect(),
            homes: owned(&HOMES),
            provinces: owned(&PROVINCES),
            seed: 0,
            faults: Faults::default(),
        }
    }
}

impl Standard {
    fn application(&self) -> Application {
        let mode = self.mode.name();
        Application {
            app_key: self.app_key.to_owned(),
            app_secret: self.app_secret.to_owned(),
            mode: self.mode,
            numbers: self
                .numbers
                .iter()
                .map(|(number, area_code)| Number {
                    number: (*number).to_owned(),
                    area_code: (*area_code).to_owned(),
                    condition: NumberCondition::Normal,
                })
                .collect(),
            tones: TONES.map(str::to_owned).to_vec(),
            recordings: vec![Recording {
                file_name: format!("{mode}-call.wav"),
                record_domain: String::from("recordings.example.com"),
                age_seconds: 0,
            }],
            // Of the form of the page's example.
            sessions: vec![format!("1200_366_0_20260101000000@{mode}.example.com")],
            ..Application::default()
        }
    }
}

impl Default for Application {
    /// An application that lacks its key, its secret and its numbers. It serves to complete one that has them.
    fn default() -> Self {
        Self {
            app_key: String::new(),
            app_secret: String::new(),
            mode: Mode::Axb,
            condition: ApplicationCondition::Normal,
            recording: true,
            sms: true,
            numbers: Vec::new(),
            tones: Vec::new(),
            created_window: Some(CREATED_WINDOW),
            schemes: vec![Scheme::Aksk, Scheme::Wsse],
            extension_digits: EXTENSION_DIGITS,
            daily_binds: None,
            recordings: Vec::new(),
            sessions: Vec::new(),
            pushes: PushSettings::default(),
            callback_tone: None,
            callback_num: None,
            memory_callback: false,
            extension_tries: EXTENSION_TRIES,
        }
    }
}

fn owned(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}
