//! How phone numbers are written wherever a person may read them: with their middle left out.

/// Digits in a row from which on they are taken for a phone number. Dates, versions and city codes are shorter.
const NUMBER_DIGITS: usize = 7;

/// Digits in a row from which on both ends are shown; of fewer only the last two are.
const LONG_NUMBER_DIGITS: usize = 11;

/// The longest text that is kept, in characters. What a request brings along may be of any length.
const LONGEST: usize = 300;

/// The text with every number in it masked, `+86138****0021`, and cut to a length fit for a log.
pub(crate) fn text(plain: &str) -> String {
    let mut masked = String::new();
    let mut digits = String::new();
    let mut characters = plain.chars();
    for character in characters.by_ref().take(LONGEST) {
        if character.is_ascii_digit() {
            digits.push(character);
        } else {
            push_number(&mut masked, &digits);
            digits.clear();
            masked.push(if character.is_control() { ' ' } else { character });
        }
    }
    push_number(&mut masked, &digits);
    if characters.next().is_some() {
        masked.push('…');
    }
    masked
}

fn push_number(masked: &mut String, digits: &str) {
    let length = digits.len();
    if length < NUMBER_DIGITS {
        masked.push_str(digits);
        return;
    }
    let (head, tail) = if length >= LONG_NUMBER_DIGITS { (length - 8, length - 4) } else { (0, length - 2) };
    masked.push_str(digits.get(..head).unwrap_or_default());
    masked.push_str("****");
    masked.push_str(digits.get(tail..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_number_keeps_its_ends_and_short_figures_stay() {
        assert_eq!(text("+8613800000021"), "+86138****0021");
        assert_eq!(text("A 13800000021, 0755, 300 s"), "A 138****0021, 0755, 300 s");
        assert_eq!(text("28000001"), "****01");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(text(&"é".repeat(5_000)).chars().count(), 301);
    }
}
