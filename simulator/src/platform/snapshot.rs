//! What the platform holds, written down and taken up again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Platform;
use crate::account::{Account, Ledger};
use crate::agenda::Agenda;
use crate::call::{Calls, Switchboard};
use crate::clock::Clock;
use crate::daily_binds::DailyBinds;
use crate::fault::{Desk, LockOut};
use crate::journal::Journal;
use crate::masking;
use crate::push::Outbox;
use crate::randomness::Randomness;
use crate::recording::Archive;
use crate::setup::{Application, Mode, NumberCondition, Setup, SetupError};
use crate::sms::Drawer;

/// What a snapshot says that it is.
const FORMAT: &str = "privatenumber-simulator";

/// The version of what it holds. One more wherever an older one could not be read any longer.
const VERSION: u32 = 1;

/// What has to be known before anything else is read.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// Everything that time and requests have made of a platform. What is in the setup is not in it.
macro_rules! parts {
    ($($(#[$meta:meta])* $name:ident: $type:ty,)*) => {
        /// As it is written.
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Written<'a> {
            format: &'static str,
            version: u32,
            accounts: Vec<WrittenAccount<'a>>,
            $($(#[$meta])* $name: &'a $type,)*
        }

        /// As it is read.
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Read {
            accounts: Vec<ReadAccount>,
            $($(#[$meta])* $name: $type,)*
        }

        impl Platform {
            /// Everything the platform holds, as JSON: bindings, time, chance, calls, SMS, pushes that are owed, recordings,
            /// logs, faults. What is in the setup is not in it, and so no secret is; numbers are whole. The same state is the
            /// same text.
            #[must_use]
            pub fn snapshot(&self) -> String {
                let written = Written {
                    format: FORMAT,
                    version: VERSION,
                    accounts: self.accounts.iter().map(WrittenAccount::of).collect(),
                    $($name: &self.$name,)*
                };
                // Only a map whose keys are no words could fail, and those are written as lists; a test holds it.
                serde_json::to_string(&written).unwrap_or_default()
            }

            fn take_up(&mut self, read: Read) -> Result<(), SetupError> {
                let Read { accounts, $($name,)* } = read;
                if accounts.len() != self.accounts.len() {
                    return Err(other_setup("snapshot.accounts", "it has another number of applications"));
                }
                for (index, (account, read)) in self.accounts.iter_mut().zip(accounts).enumerate() {
                    read.take_up(account).map_err(|message| {
                        other_setup(&format!("snapshot.accounts[{index}]"), message)
                    })?;
                }
                $(self.$name = $name;)*
                Ok(())
            }
        }
    };
}

parts! {
    randomness: Randomness,
    chance: Randomness,
    switchboard: Switchboard,
    agenda: Agenda,
    outbox: Outbox,
    drawer: Drawer,
    clock: Clock,
    journal: Journal,
    faults: Desk,
    lock_out: LockOut,
}

/// What of an application's setup what it holds depends on.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
struct Basis {
    app_key: String,
    mode: Mode,
    extension_digits: u8,
    /// Each with its city.
    numbers: Vec<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenAccount<'a> {
    basis: Basis,
    conditions: Vec<NumberCondition>,
    ledger: &'a Ledger,
    calls: &'a Calls,
    daily_binds: &'a DailyBinds,
    archive: &'a Archive,
    deleted: &'a BTreeSet<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadAccount {
    basis: Basis,
    conditions: Vec<NumberCondition>,
    ledger: Ledger,
    calls: Calls,
    daily_binds: DailyBinds,
    archive: Archive,
    deleted: BTreeSet<usize>,
}

impl Basis {
    fn of(application: &Application) -> Self {
        let numbers = &application.numbers;
        Self {
            app_key: application.app_key.clone(),
            mode: application.mode,
            extension_digits: application.extension_digits,
            numbers: numbers.iter().map(|number| (number.number.clone(), number.area_code.clone())).collect(),
        }
    }
}

impl<'a> WrittenAccount<'a> {
    fn of(account: &'a Account) -> Self {
        let Account { application, ledger, calls, daily_binds, archive, deleted } = account;
        let conditions = application.numbers.iter().map(|number| number.condition).collect();
        Self { basis: Basis::of(application), conditions, ledger, calls, daily_binds, archive, deleted }
    }
}

impl ReadAccount {
    /// Takes it up in an account that holds nothing yet. Says what is not of its setup.
    fn take_up(self, account: &mut Account) -> Result<(), &'static str> {
        let Self { basis, conditions, ledger, calls, daily_binds, archive, deleted } = self;
        if basis != Basis::of(&account.application) {
            return Err("its appKey, mode, extensionDigits or numbers are others");
        }
        if ledger.mode() != account.application.mode || conditions.len() != account.application.numbers.len() {
            return Err("what it holds is not of its own mode and numbers");
        }
        for (number, condition) in account.application.numbers.iter_mut().zip(conditions) {
            number.condition = condition;
        }
        let daily_binds = daily_binds.restored(&account.application);
        let application = account.application.clone();
        *account = Account { application, ledger, calls, daily_binds, archive, deleted };
        Ok(())
    }
}

fn other_setup(field: &str, message: &str) -> SetupError {
    SetupError::new(field, message, "restore it under the setup it was taken with")
}

impl Platform {
    /// A platform that goes on where another one was when [`Platform::snapshot`] was taken: every request, call and step of
    /// time is answered as by that one.
    ///
    /// The setup has to have the same applications, each with its key, its mode, its numbers and the digits of its
    /// extensions; whatever else it says may have changed and counts from now on, but for the seed and the faults, which are
    /// as they were, and the condition of numbers and the calls in progress, of which the snapshot knows what became.
    ///
    /// # Errors
    /// As [`Platform::new`]; a text that is no snapshot, or of a version that is not known here; a snapshot of another setup.
    pub fn restore(setup: Setup, snapshot: &str) -> Result<Self, SetupError> {
        let mut platform = Self::new(setup)?;
        let unreadable = |error: &serde_json::Error| {
            let message = format!("cannot be read: {}", masking::text(&error.to_string()));
            SetupError::new("snapshot", message, "give the text of Platform::snapshot as it was")
        };
        let Head { format, version } = serde_json::from_str(snapshot).map_err(|error| unreadable(&error))?;
        if format != FORMAT || version != VERSION {
            return Err(SetupError::new(
                "snapshot",
                format!("not a snapshot of version {VERSION}, the one that is read here"),
                "take it anew with this version, or begin without it",
            ));
        }
        let read = serde_json::from_str(snapshot).map_err(|error| unreadable(&error))?;
        platform.take_up(read)?;
        Ok(platform)
    }
}
