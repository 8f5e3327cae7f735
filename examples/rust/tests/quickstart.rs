//! The example runs, and prints no whole telephone number.

use std::process::Command;

#[test]
fn the_quickstart_binds_queries_and_releases() {
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(printed.contains("+86170****") && printed.contains("1 binding") && printed.contains("released"));
    assert!(!printed.contains("+8617000"));
}
