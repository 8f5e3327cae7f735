//! Pages of long lists: which one, and how long it is.

use crate::description::Form;
use crate::error::Error;
use crate::given::Given;
use crate::parameter::{Parameter, Wire, read_integer};

macro_rules! counts {
    ($($(#[doc = $doc:literal])+ $name:ident: $least:literal to $most:expr, $hint:literal $hint_zh:literal;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// Takes a number. Errors: `parameter.range`.
            pub fn new(number: u32) -> Result<Self, Error> {
                Self::read(&Given::Integer(i64::from(number)))
            }

            /// The number.
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl Parameter for $name {
            const FORM: Form = Form::Integer { least: $least, most: $most };

            fn read(given: &Given<'_>) -> Result<Self, Error> {
                read_integer(given, $least, $most, $hint, $hint_zh).map(Self)
            }

            fn wire(&self) -> Wire<'_> {
                Wire::Integer(i64::from(self.0))
            }
        }
    )+ };
}

counts! {
    /// The number of a page, from 1. The pages name no end; 2,147,483,647 is the largest that every server can read.
    PageIndex: 1 to 2_147_483_647, "pages are counted from 1" "页码从1开始";
    /// How many rows a page has, 10 to 100.
    PageSize: 10 to 100, "the service would silently take 50 instead" "服务端会静默改用50";
    /// How many rows an answer behind a cursor has, 1 to 100.
    RowLimit: 1 to 100, "ask for the next rows with the cursor of the answer" "后续数据请使用响应中的游标查询";
}
