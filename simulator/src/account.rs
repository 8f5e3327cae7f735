//! One application at work: its setup and the bindings on its X numbers.

use crate::axb::Ledger;
use crate::setup::Application;

/// One application and what it has bound. Applications see nothing of each other.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) application: Application,
    pub(crate) ledger: Ledger,
}

impl Account {
    pub(crate) fn new(application: &Application) -> Self {
        Self { application: application.clone(), ledger: Ledger::new(&application.numbers) }
    }
}
