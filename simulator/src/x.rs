//! X mode: nothing is bound; of every call the platform asks the application where it goes. API reference
//! `privatenumber_02_0016` and `privatenumber_02_0006_2`. The pages say that the mode cannot be applied for any more.

mod decision;

pub(crate) use decision::decide;

use crate::call::{Direction, Ending, Route, Standing, Verdict};
use crate::numbering::{self, Kind};

/// Asks, unless a fixed line calls, which cannot in any mode.
pub(crate) fn route(caller: &str) -> Route {
    if numbering::kind(caller) == Kind::FixedLine {
        return Route::hung_up(Ending::FixedLineCaller);
    }
    // The page calls the caller A, and says of SMS that the direction is always 1.
    Route::of(Standing { direction: Direction::FromA, ..Standing::default() }, Verdict::Ask)
}
