//! The parts of a header such as `UsernameToken Username="...",Nonce="..."`.

/// The scheme word of a header, and the `name="value"` pairs behind it.
pub(super) struct Header<'a> {
    /// Empty if there is none.
    pub(super) word: &'a str,
    /// In any order, with white space around the commas or without: the vendor's tables write it, the examples do not.
    /// Names are spelled exactly; a value without quotes is not one.
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Header<'a> {
    pub(super) fn parse(header: &'a str) -> Self {
        let (word, rest) = split_word(header);
        let mut in_quotes = false;
        let attributes = rest
            .split(|character: char| {
                in_quotes ^= character == '"';
                character == ',' && !in_quotes
            })
            .filter_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                Some((name.trim(), value.trim().strip_prefix('"')?.strip_suffix('"')?))
            })
            .collect();
        Self { word, attributes }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
    }
}

/// The scheme word and what follows it.
fn split_word(header: &str) -> (&str, &str) {
    let header = header.trim();
    let (word, rest) = header.split_once(char::is_whitespace).unwrap_or((header, ""));
    if word.contains('=') { ("", header) } else { (word, rest) }
}
