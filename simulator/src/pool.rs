//! The numbers of an application, found by how they are written and by their city, and which of them could take
//! something more. Kept so that neither a look-up nor a pick visits the others.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place of a number among those of its application, which is also the order in which they are picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct LineKey(pub(crate) usize);

/// One number, whatever its mode keeps of what stands on it.
pub(crate) trait Line {
    /// In global format.
    fn number(&self) -> &str;

    /// The code of its city.
    fn area_code(&self) -> &str;
}

/// One number that carries so much and not more.
pub(crate) trait Fillable: Line {
    /// Whether it could take another binding.
    fn takes_more(&self) -> bool;
}

/// The numbers of an application, in the order of the setup.
#[derive(Clone)]
pub(crate) struct Lines<L> {
    lines: Vec<L>,
    by_number: BTreeMap<String, LineKey>,
}

impl<L: Line> Lines<L> {
    pub(crate) fn new(lines: impl Iterator<Item = L>) -> Self {
        let lines: Vec<L> = lines.collect();
        let by_number =
            lines.iter().enumerate().map(|(index, line)| (line.number().to_owned(), LineKey(index))).collect();
        Self { lines, by_number }
    }

    /// The number that is written so, if it is the application's.
    pub(crate) fn find(&self, number: &str) -> Option<(LineKey, &L)> {
        let key = *self.by_number.get(number)?;
        Some((key, self.get(key)?))
    }

    pub(crate) fn get(&self, key: LineKey) -> Option<&L> {
        self.lines.get(key.0)
    }

    /// How a number is written.
    pub(crate) fn number(&self, key: LineKey) -> String {
        self.get(key).map(|line| line.number().to_owned()).unwrap_or_default()
    }

    /// A number, to be changed. Whoever keeps [`OpenLines`] has to take note of it there.
    pub(crate) fn get_mut(&mut self, key: LineKey) -> Option<&mut L> {
        self.lines.get_mut(key.0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (LineKey, &L)> {
        self.lines.iter().enumerate().map(|(index, line)| (LineKey(index), line))
    }

    /// Those from this place on.
    pub(crate) fn from(&self, index: usize) -> &[L] {
        self.lines.get(index..).unwrap_or_default()
    }
}

/// Which numbers could take something of one kind, by city code.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct OpenLines {
    all: BTreeSet<LineKey>,
    by_city: BTreeMap<String, BTreeSet<LineKey>>,
}

impl OpenLines {
    /// Those that are open to begin with.
    pub(crate) fn of<L: Line>(lines: &Lines<L>, is_open: impl Fn(&L) -> bool) -> Self {
        let mut open = Self::default();
        for (key, line) in lines.iter() {
            open.note(key, line, is_open(line));
        }
        open
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Those of every city, in the order of the setup.
    pub(crate) fn all(&self) -> impl Iterator<Item = LineKey> {
        self.all.iter().copied()
    }

    /// Those of a city, in the order of the setup.
    pub(crate) fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.by_city.get(area_code).into_iter().flatten().copied()
    }

    /// Takes note whether a number is among them.
    pub(crate) fn note(&mut self, key: LineKey, line: &impl Line, is_open: bool) {
        let area_code = line.area_code();
        if is_open {
            self.all.insert(key);
            match self.by_city.get_mut(area_code) {
                Some(of_the_city) => of_the_city.insert(key),
                None => self.by_city.entry(area_code.to_owned()).or_default().insert(key),
            };
        } else {
            self.all.remove(&key);
            if let Some(of_the_city) = self.by_city.get_mut(area_code) {
                of_the_city.remove(&key);
            }
        }
    }
}

/// The numbers of an application, and those of them that could take another binding.
#[derive(Clone)]
pub(crate) struct Pool<L> {
    lines: Lines<L>,
    open: OpenLines,
}

impl<L: Fillable> Pool<L> {
    pub(crate) fn new(lines: impl Iterator<Item = L>) -> Self {
        Self::of(Lines::new(lines))
    }

    fn of(lines: Lines<L>) -> Self {
        Self { open: OpenLines::of(&lines, L::takes_more), lines }
    }

    /// Every number, whether it is open or not.
    pub(crate) const fn lines(&self) -> &Lines<L> {
        &self.lines
    }

    /// The numbers of a city that could take another binding, in the order of the setup.
    pub(crate) fn open_in(&self, area_code: &str) -> impl Iterator<Item = (LineKey, &L)> {
        self.open.in_city(area_code).filter_map(|key| Some((key, self.lines.get(key)?)))
    }

    /// The numbers of every city that could take another binding, in the order of the setup.
    pub(crate) fn open(&self) -> impl Iterator<Item = (LineKey, &L)> {
        self.open.all().filter_map(|key| Some((key, self.lines.get(key)?)))
    }

    /// Changes what stands on a number.
    pub(crate) fn change(&mut self, key: LineKey, change: impl FnOnce(&mut L)) {
        let Some(line) = self.lines.get_mut(key) else {
            return;
        };
        change(line);
        self.open.note(key, line, line.takes_more());
    }
}

// In a snapshot there are the numbers alone; how they are found follows from them.

impl<L: Serialize> Serialize for Lines<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.lines.serialize(serializer)
    }
}

impl<'de, L: Line + Deserialize<'de>> Deserialize<'de> for Lines<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(Vec::deserialize(deserializer)?.into_iter()))
    }
}

impl<L: Serialize> Serialize for Pool<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.lines.serialize(serializer)
    }
}

impl<'de, L: Fillable + Deserialize<'de>> Deserialize<'de> for Pool<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(Lines::deserialize(deserializer)?))
    }
}
