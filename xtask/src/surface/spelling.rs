//! How the languages spell the names of the core.

/// `create_binding` of `CreateBinding`.
pub fn snake(name: &str) -> String {
    let mut spelled = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !spelled.is_empty() {
            spelled.push('_');
        }
        spelled.push(letter.to_ascii_lowercase());
    }
    spelled
}

/// `createBinding` of `CreateBinding`.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_each_language_spells_them() {
        assert_eq!(snake("QueryBindingV2"), "query_binding_v2");
        assert_eq!(lower("QueryBindingV2"), "queryBindingV2");
    }
}
