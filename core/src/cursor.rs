//! The forms of cursors, by which long lists of mode AXE go on. Pages: `privatenumber_02_0025`, `privatenumber_02_0027`.

/// Where the list of an X's bindings goes on: 13 digits, `_`, and 1 to 20 digits.
pub(crate) fn is_of_bindings(text: &str) -> bool {
    text.split_once('_').is_some_and(|(time, id)| is_number(time, 13, 13) && is_number(id, 1, 20))
}

/// Where the list of the application's X goes on: 1 to 20 digits.
pub(crate) fn is_of_counts(text: &str) -> bool {
    is_number(text, 1, 20)
}

fn is_number(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
