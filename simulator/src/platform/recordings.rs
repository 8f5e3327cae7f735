//! Recordings that the platform serves itself.

use super::Platform;
use crate::recording;

impl Platform {
    /// The bytes of a recording of an application; nothing where there is none, or where it is gone.
    pub(crate) fn recording(&self, app_key: &str, file_name: &str, record_domain: &str) -> Option<Vec<u8>> {
        let account = self.accounts.iter().find(|account| account.application.app_key == app_key)?;
        let (now_ms, elapsed_ms) = (self.clock.now_ms(), self.clock.elapsed_ms());
        recording::download(&account.application, &account.archive, file_name, record_domain, now_ms, elapsed_ms)
    }
}
