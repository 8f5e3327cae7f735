//! JSON as it is written here: in ASCII, whatever goes in.

pub(crate) fn write_integer(body: &mut String, number: i64) {
    // The general way, through a formatter, takes longer than everything else about a number. 19 digits are the most.
    let mut digits = [b'0'; 20];
    let mut rest = number.unsigned_abs();
    let mut first = digits.len();
    for (index, place) in digits.iter_mut().enumerate().rev() {
        *place = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        first = index;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        body.push('-');
    }
    body.push_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default());
}

/// A JSON string in ASCII: what a client sends byte for byte or encodes once more stays the same.
pub(crate) fn write_text(body: &mut String, text: &str) {
    body.push('"');
    // Without leaving the loop early, so that many characters are looked at in one go.
    let plain =
        text.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte) & (byte != b'"') & (byte != b'\\'));
    if plain {
        body.push_str(text);
    } else {
        for character in text.chars() {
            match character {
                '"' => body.push_str("\\\""),
                '\\' => body.push_str("\\\\"),
                ' '..='~' => body.push(character),
                _ => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        body.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
    }
    body.push('"');
}

/// The name of a member of an object that was begun.
pub(crate) fn write_name(json: &mut String, name: &str) {
    if !json.ends_with('{') {
        json.push(',');
    }
    write_text(json, name);
    json.push(':');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_ascii_whatever_goes_in() {
        let mut body = String::new();
        write_text(&mut body, "a\"b\\é\u{1f600}\n");
        assert_eq!(body, r#""a\"b\\\u00e9\ud83d\ude00\u000a""#);
        assert_eq!(serde_json::from_str::<String>(&body).unwrap(), "a\"b\\é\u{1f600}\n");
    }

    #[test]
    fn a_number_is_written_as_it_is() {
        for number in [0, 7, 10, 90, 86_400, i64::MAX, i64::MIN, -1] {
            let mut body = String::new();
            write_integer(&mut body, number);
            assert_eq!(body, number.to_string());
        }
    }
}
