//! The example runs, and prints no whole telephone number.

use std::process::Command;

#[test]
fn the_quickstart_binds_queries_and_releases() {
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(printed.contains("A and B call each other through +86170****0001"), "{printed}");
    assert!(printed.contains("QueryBindingAnswer") && printed.contains("+86138****0001"), "{printed}");
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    assert!(!digits.contains("13800000001") && !digits.contains("28000001"), "{printed}");
}
