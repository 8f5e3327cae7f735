//! Nothing here measures time: the test only holds that a full X takes calls as an empty one does.

use privatenumber_simulator::{Ending, Mode, Script};

use super::host::Host;
use crate::client::{X1, person};

#[test]
fn a_full_x_carries_calls_of_all_its_pairs() {
    let mut host = Host::new(Mode::Axb);
    for pair in 0..5_000 {
        host.client.bind(&person(pair * 2), X1, &person(pair * 2 + 1)).accepted();
    }
    for pair in [0, 2_500, 4_999] {
        let report = host.call(&person(pair * 2 + 1), X1, Script::default());
        assert_eq!(report.ending, Some(Ending::Released));
        assert_eq!(report.callee.map(|callee| callee.number), Some(person(pair * 2)));
    }
}
