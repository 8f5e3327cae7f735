//! Pages that follow each other by a cursor.

use std::ops::RangeInclusive;

use crate::parameters::Query;
use crate::resultcode::Refusal;

const PAGE_SIZES: RangeInclusive<usize> = 1..=100;
const DEFAULT_PAGE_SIZE: usize = 50;

/// Reads `limit`. One out of range is refused as any other parameter: that it becomes 50 is said of AXB's `pageSize`
/// alone. The page of the newer query is cut where it says the range; it is taken to be that of the other.
pub(super) fn size(query: &Query) -> Result<usize, Refusal> {
    const NAME: &str = "limit";
    let Some(text) = query.text(NAME, &(0..=usize::MAX))? else {
        return Ok(DEFAULT_PAGE_SIZE);
    };
    let size = number(text).and_then(|size| usize::try_from(size).ok());
    size.filter(|size| PAGE_SIZES.contains(size)).ok_or_else(|| {
        let (least, most) = (PAGE_SIZES.start(), PAGE_SIZES.end());
        Refusal::invalid(NAME, format!("limit must be an integer from {least} to {most}"))
    })
}

/// The first `size` of what there is, and whether there is more.
pub(super) fn cut<T>(mut items: impl Iterator<Item = T>, size: usize) -> (Vec<T>, bool) {
    let page = items.by_ref().take(size).collect();
    (page, items.next().is_some())
}

/// A number of 1-20 digits. One that is too large for the machine is as large as it can be: as a cursor, nothing is behind
/// it either way.
pub(super) fn number(text: &str) -> Option<u64> {
    let has_form = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    has_form.then(|| text.parse().unwrap_or(u64::MAX))
}
