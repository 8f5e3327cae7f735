//! The setup to be had without asking: an account ready to be called.

use std::collections::BTreeMap;

use super::{Application, ApplicationCondition, Mode, Number, NumberCondition, Setup};

/// Seconds `Created` may be off unless the setup says otherwise; [`Application::created_window`] says why so few.
const CREATED_WINDOW: u64 = 300;

/// Keys of the real form, 28 letters and digits, that nobody takes for real ones.
const APP_KEY: &str = "SimulatorAppKey0000000000001";
const APP_SECRET: &str = "SimulatorAppSecretNotReal001";

/// X numbers begin with 170: as the vendor says, that range belongs to virtual operators.
const NUMBERS: [(&str, &str); 6] = [
    ("+8617000000001", "0755"),
    ("+8617000000002", "0755"),
    ("+8617000000003", "0755"),
    ("+8617000000004", "020"),
    ("+8617000000005", "010"),
    ("+8617000000006", "010"),
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
            applications: vec![Application {
                app_key: APP_KEY.to_owned(),
                app_secret: APP_SECRET.to_owned(),
                numbers: NUMBERS
                    .into_iter()
                    .map(|(number, area_code)| Number {
                        number: number.to_owned(),
                        area_code: area_code.to_owned(),
                        condition: NumberCondition::Normal,
                    })
                    .collect(),
                tones: TONES.map(str::to_owned).to_vec(),
                ..Application::default()
            }],
            homes: owned(&HOMES),
            provinces: owned(&PROVINCES),
            seed: 0,
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
        }
    }
}

fn owned(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}
