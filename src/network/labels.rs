//! Which id has which vertex number? The ids of a list of edges, kept compactly.
//!
//! Most lists of edges number their vertices, so an id that is a plain number below 2³¹ takes one word of 32 bits, and its vertex is looked up
//! in a table; any other id lies in one long text and is found by its hash. Numbers written in another way, like `007`, are such texts:
//! `7` and `007` are two ids.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hasher as _},
};

use hashbrown::HashTable;

/// The ids of vertices, by vertex number; equal when they are the same ids in the same order.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// For each vertex its id as a number, or [`TEXT`] and the index of its id among the texts.
    codes: Vec<u32>,
    /// The ids that are no plain numbers.
    texts: Texts,
}

/// Texts, one behind another.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

/// The bit of a code that says that the rest is the index of a text.
pub(super) const TEXT: u32 = 1 << 31;

/// Numbers below this are covered by the table of [`Numbering`] however few ids there are.
const SMALL: usize = 1 << 22;

/// A table of so many is in the cache anyway.
const NEAR: usize = 1 << 16;

/// How many numbers it covers at first.
const FIRST: usize = 1 << 14;

impl Labels {
    /// How many vertices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Is there no vertex?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The id of a vertex; empty for a number that is no vertex.
    #[must_use]
    pub fn get(&self, vertex: u32) -> Cow<'_, str> {
        match self.codes.get(vertex as usize) {
            None => Cow::Borrowed(""),
            Some(&code) if code & TEXT == 0 => Cow::Owned(code.to_string()),
            Some(&code) => Cow::Borrowed(self.texts.get(code)),
        }
    }

    /// The ids of all vertices, in order.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..).take(self.len()).map(|vertex| self.get(vertex))
    }

    /// The ids of these vertices, in this order.
    #[must_use]
    pub(super) fn of(&self, vertices: &[u32]) -> Self {
        let codes = vertices.iter().filter_map(|&vertex| self.codes.get(vertex as usize).copied()).collect();
        Self { codes, texts: self.texts.clone() }
    }
}

impl PartialEq for Labels {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Texts {
    /// The text that has this code: its index, and [`TEXT`].
    pub(super) fn get(&self, code: u32) -> &str {
        let index = (code & !TEXT) as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|&end| self.all.get(start..end)).unwrap_or("")
    }

    /// The code that the next text will have.
    pub(super) fn next(&self) -> Result<u32, TooMany> {
        u32::try_from(self.ends.len()).ok().filter(|&index| index < TEXT).map(|index| index | TEXT).ok_or(TooMany)
    }

    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }
}

/// Gives ids their vertex numbers, in the order in which they first come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    labels: Labels,
    /// For each small number the vertex of which it is the id, and one more; 0 for none.
    small: Vec<u32>,
    /// The vertices of all other ids.
    others: HashTable<u32>,
}

/// There are more ids than 32 bits can number.
#[derive(Debug)]
pub(super) struct TooMany;

/// The number below 2³¹, without zeros before it, that begins at a byte and ends before the first that is no digit, where `at` is then.
#[inline]
pub(super) fn number(text: &[u8], at: &mut usize) -> Option<u32> {
    let start = *at;
    // Eight bytes at once: a loop over digits, of which nobody knows how many come, takes longer to foresee than to run.
    let (digits, value) = match text.get(start..).and_then(<[u8]>::first_chunk).map(|&bytes| short(bytes)) {
        Some((digits, value)) if digits < 8 => (digits, value),
        _ => long(text.get(start..).unwrap_or_default()),
    };
    *at += digits;
    let canonical = digits == 1 || (digits > 1 && digits <= 10 && text[start] != b'0');
    u32::try_from(value).ok().filter(|&value| canonical && value < TEXT)
}

/// How many digits these bytes begin with, and their number where they are fewer than eight.
#[inline]
fn short(bytes: [u8; 8]) -> (usize, u64) {
    const ALL: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(bytes) ^ (ALL * u64::from(b'0'));
    // The high bit of each byte above 9; behind the first, those of others are of no use.
    let others = (word.wrapping_add(ALL * (0x80 - 10)) | word) & (ALL * 0x80);
    let digits = (others.trailing_zeros() / 8) as usize;
    // As if zeros came first. Two digits become one number of up to 99, two of these one of up to 9999, and those one.
    let word = word.checked_shl(u32::try_from(64 - 8 * digits).unwrap_or(0)).unwrap_or(0);
    let twos = word.wrapping_mul(10).wrapping_add(word >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = twos.wrapping_mul(100).wrapping_add(twos >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    (digits, eight)
}

/// How many digits a text begins with, and their number modulo 2⁶⁴, which is their number where they are no more than nineteen.
fn long(text: &[u8]) -> (usize, u64) {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold((0, 0), |(count, value), digit| (count + 1, u64::from(digit - b'0').wrapping_add(10_u64.wrapping_mul(value))))
}

impl Numbering {
    /// Looks up what will be asked for next, all at a time: one by one, each would be waited for, as what is done next depends on whether it is new.
    pub(super) fn foresee(&self, codes: &[[u32; 2]]) {
        if self.small.len() > NEAR {
            let vertex = |&code: &u32| self.small.get(code as usize).copied().unwrap_or(0);
            std::hint::black_box(codes.as_flattened().iter().map(vertex).fold(0, std::ops::BitOr::bitor));
        }
    }

    /// The vertex of the id that is this number, below 2³¹.
    pub(super) fn number(&mut self, id: u32) -> Result<u32, TooMany> {
        if self.small.len() <= id as usize && !self.cover(id as usize) {
            return self.other(id, hash(&id.to_le_bytes()), |labels, vertex| labels.codes.get(vertex as usize) == Some(&id));
        }
        let slot = &mut self.small[id as usize];
        if *slot == 0 {
            *slot = next(&self.labels)? + 1;
            self.labels.codes.push(id);
        }
        Ok(*slot - 1)
    }

    /// The vertex of an id that is no such number.
    pub(super) fn text(&mut self, id: &str) -> Result<u32, TooMany> {
        let code = self.labels.texts.next()?;
        let is = |labels: &Labels, vertex: u32| {
            labels.codes.get(vertex as usize).is_some_and(|&code| code & TEXT != 0 && labels.texts.get(code) == id)
        };
        let vertex = self.other(code, hash(id.as_bytes()), is)?;
        if self.labels.codes.last() == Some(&code) {
            self.labels.texts.push(id);
        }
        Ok(vertex)
    }

    /// The ids, when all have their vertices.
    pub(super) fn into_labels(self) -> Labels {
        self.labels
    }

    /// The vertex with this hash that `is` the one looked for; a new one with this code if there is none.
    fn other(&mut self, code: u32, hash: u64, is: impl Fn(&Labels, u32) -> bool) -> Result<u32, TooMany> {
        let Self { labels, others, .. } = self;
        if let Some(&vertex) = others.find(hash, |&vertex| is(labels, vertex)) {
            return Ok(vertex);
        }
        let vertex = next(labels)?;
        others.insert_unique(hash, vertex, |&vertex| hash_of(labels, vertex));
        labels.codes.push(code);
        Ok(vertex)
    }

    /// Makes the table cover a number, if it would not be much longer than there are ids.
    fn cover(&mut self, id: usize) -> bool {
        if id >= SMALL.max(8 * self.labels.len()) {
            return false;
        }
        let before = self.small.len();
        // A new table instead of a longer one: a large fresh one of zeros costs nothing until it is written to.
        let mut small = vec![0; (id + 1).next_power_of_two().max(FIRST)];
        small[..before].copy_from_slice(&self.small);
        for (vertex, &code) in (1..).zip(&self.labels.codes) {
            if code as usize >= before && (code as usize) < small.len() {
                small[code as usize] = vertex;
            }
        }
        self.small = small;
        true
    }
}

fn next(labels: &Labels) -> Result<u32, TooMany> {
    u32::try_from(labels.len()).ok().filter(|&next| next < u32::MAX).ok_or(TooMany)
}

fn hash_of(labels: &Labels, vertex: u32) -> u64 {
    match labels.codes.get(vertex as usize) {
        Some(&code) if code & TEXT != 0 => hash(labels.texts.get(code).as_bytes()),
        Some(&code) => hash(&code.to_le_bytes()),
        None => 0,
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_are_numbered_in_the_order_in_which_they_first_come(
            ids in prop::collection::vec(prop_oneof![
                (0..40_u32).prop_map(Ok),
                (0..TEXT).prop_map(Ok),
                (0..8_u32).prop_map(|near| Ok(TEXT - 1 - near)),
                (0..8_usize).prop_map(|near| Ok(u32::try_from(SMALL).unwrap() + u32::try_from(near).unwrap() - 4)),
                "[a-c0]{0,2}".prop_map(Err),
            ], 0..200),
        ) {
            let mut numbering = Numbering::default();
            let mut expected: BTreeMap<Result<u32, String>, u32> = BTreeMap::new();
            let mut order = Vec::new();
            for id in ids {
                let next = u32::try_from(expected.len()).unwrap();
                let vertex = *expected.entry(id.clone()).or_insert(next);
                if vertex == next {
                    order.push(id.as_ref().map_or_else(Clone::clone, ToString::to_string));
                }
                let found = match &id {
                    Ok(number) => numbering.number(*number),
                    Err(text) => numbering.text(text),
                };
                prop_assert_eq!(found.unwrap(), vertex);
            }
            let labels = numbering.into_labels();
            prop_assert_eq!(labels.iter().map(Cow::into_owned).collect::<Vec<_>>(), order);
        }
    }

    #[test]
    fn a_number_is_as_its_digits_say() {
        let agrees = |text: &str| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let written = &text[..digits];
            let expected = written.parse::<u32>().ok().filter(|value| *value < TEXT && value.to_string() == written);
            let mut at = 0;
            assert_eq!((number(text.as_bytes(), &mut at), at), (expected, digits), "{text}");
        };
        for behind in ["", " 1", "\t2345678", "/", ":", "\u{80}", "a23456789", "\0"] {
            for start in ["", "0", "00", "7", "10", "042", "123", "9999", "65536", "999999", "1234567", "12345678", "87654321", "123456789"]
            {
                agrees(&format!("{start}{behind}"));
            }
            for start in ["2147483647", "2147483648", "4294967297", "99999999999", "18446744073709551617", "000000000001"] {
                agrees(&format!("{start}{behind}"));
            }
        }
    }

    #[test]
    fn numbers_met_before_the_table_covers_them_keep_their_vertices() {
        let mut numbering = Numbering::default();
        let far = u32::try_from(2 * SMALL).unwrap();
        assert_eq!(numbering.number(far).unwrap(), 0);
        // So many ids that the table may grow beyond `far`.
        for id in 0..far / 4 {
            numbering.number(id).unwrap();
        }
        assert_eq!(numbering.number(far + 1).unwrap(), far / 4 + 1);
        assert!(numbering.small.len() > far as usize);
        assert_eq!(numbering.number(far).unwrap(), 0);
    }
}
