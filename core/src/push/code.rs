//! Codes in pushes, with what the catalog says of them.

use crate::answer::Field;
use crate::catalog::{self, CodeKind, Explanation};
use crate::description::FieldForm;
use crate::given::Given;
use crate::json::write_integer;

macro_rules! coded {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ident, $row:path;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// What it means. None for a code that this version does not know.
            pub fn explanation(self) -> Option<Explanation> {
                $row(self.0).map(Explanation::from)
            }
        }

        impl Field for $name {
            const FORM: FieldForm = FieldForm::Explanation(CodeKind::$kind);

            fn read(given: &Given<'_>) -> Option<Self> {
                i64::read(given).and_then(|code| u32::try_from(code).ok()).map(Self)
            }

            fn write_json(&self, json: &mut String) {
                write_integer(json, i64::from(self.0));
            }
        }
    )+ };
}

coded! {
    /// Why a call ended: a hang-up cause or release point.
    CauseCode: Cause, catalog::cause;
    /// What the network met with.
    NetworkCauseCode: Q850, catalog::q850;
    /// What became of an SMS.
    SmsResultCode: SmsResult, catalog::sms_result;
    /// The status of an X.
    NumberStatusCode: NumberStatus, catalog::number_status;
    /// Why an X has its status.
    NumberCauseCode: NumberCause, catalog::number_cause;
}
