//! How often an A was bound today, and the cap on it: 1020182.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Application;

const DAY_MS: i64 = 86_400_000;

/// How far China's time is ahead of UTC. Nothing says in which zone the platform's day begins; it stands in China, and
/// serves numbers of mainland China alone.
const CHINA_MS: i64 = 8 * 3_600_000;

/// How often each A of one application was bound today.
///
/// The pages call it "the number" and do not say which. It is taken for A: where an X is in the way they advise another X,
/// and here to bind again the next day, which is no advice where X is picked. So it lies with the number that stays.
///
/// AX mode's bind has the code in its table. An AXYB-style page has it, and it may belong to AXB's bind; in what is known
/// of AXE it is nowhere. So it counts in the three modes, in AXYB when A is bound.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct DailyBinds {
    /// As the setup says, and in no snapshot.
    #[serde(skip)]
    most: Option<u64>,
    /// The day that is counted, from 1970 on.
    day: i64,
    counts: BTreeMap<String, u64>,
}

impl DailyBinds {
    pub(crate) fn new(application: &Application) -> Self {
        Self { most: application.daily_binds, day: 0, counts: BTreeMap::new() }
    }

    /// What a snapshot has of it, under the cap of this setup.
    pub(crate) fn restored(self, application: &Application) -> Self {
        Self { most: application.daily_binds, ..self }
    }

    /// Counts one bind of an A more, or refuses it. It is for an operation that finds nothing else wrong: only what was
    /// bound counts, and the code is the last of the bind's table.
    pub(crate) fn count(&mut self, name: &str, number: &str, now_ms: i64) -> Result<(), Refusal> {
        let Some(most) = self.most else {
            return Ok(());
        };
        let china_ms = now_ms.saturating_add(CHINA_MS);
        let day = china_ms.div_euclid(DAY_MS);
        if day != self.day {
            self.day = day;
            self.counts.clear();
        }
        let count = self.counts.entry(number.to_owned()).or_default();
        if *count >= most {
            let left = DAY_MS.saturating_sub(china_ms.rem_euclid(DAY_MS)).saturating_add(999) / 1_000;
            return Err(Refusal::new(
                ResultCode::TooManyBindsToday,
                format!(
                    "{name} {number} was bound {most} times today, the most a day (dailyBinds of the setup); in {left} \
                     seconds the next day begins in China"
                ),
            ));
        }
        *count = count.saturating_add(1);
        Ok(())
    }
}
