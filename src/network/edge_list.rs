//! A network from outside: a plain list of edges, without a base.
//!
//! One edge a line: two ids and, where there is one, a weight, separated by blanks, tabs, commas or semicolons. Ids are of any form without those.
//! Lines that are blank or begin with `#` or `%` are comments, so the files of SNAP, KONECT and Network Repository are read as they
//! are. Vertices are numbered in the order in which their ids first occur.
//!
//! The text is read a megabyte at a time, the first one in smaller pieces, and of an edge nothing is kept but two vertex numbers. While one thread numbers
//! the ids of a piece, another reads the next. A line of plain numbers, which most are, is read byte by byte in one go; any other is cut into words. The two ways agree
//! on what both can read.

use std::io::{self, Read};

use super::{
    Labels, Packed,
    labels::{Numbering, TEXT, Texts, TooMany, number},
    packing::{self, Edges},
};

/// A network read from a list of edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgeList {
    /// The id of each vertex.
    pub labels: Labels,
    /// The network.
    pub packed: Packed,
}

/// Why a text is not a list of edges.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdgeList {
    /// A line has no second id.
    #[error("line {line}: `{text}` is no edge; write two ids and, if there is one, a weight")]
    NoEdge {
        /// Number of the line, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A weight is not a number that can be added up.
    #[error("line {line}: the weight `{weight}` is not a finite number")]
    BadWeight {
        /// Number of the line, from 1.
        line: usize,
        /// The weight as written.
        weight: String,
    },
    /// The text is not UTF-8.
    #[error("line {line} is not UTF-8 text")]
    NotText {
        /// Number of the line, from 1.
        line: usize,
    },
    /// There are more vertices than 32 bits can number, or more edges than they can count twice.
    #[error("there are more than {} vertices or {} edges", u32::MAX - 1, packing::MOST)]
    TooMany,
    /// The text cannot be read to its end.
    #[error("cannot be read: {reason}")]
    Unreadable {
        /// What the system, or the unpacking of gzip, says.
        reason: String,
    },
}

/// How many bytes are read at a time.
const PIECE: usize = 1 << 20;

/// How many of the first piece are: memory that is used again costs less than fresh memory, and no second thread has to wake up.
const SHORT: usize = 1 << 16;

/// The ends of so many edges are looked up at a time.
const AT_ONCE: usize = 64;

impl EdgeList {
    /// The edges of a text, gzip or not. One pass over the text, O(n + m).
    ///
    /// ```
    /// use accord::network::EdgeList;
    /// let list = EdgeList::parse(b"# a triangle and a tail\na b\nb c\nc a 2\nc d\n").unwrap();
    /// assert!(list.labels.iter().eq(["a", "b", "c", "d"]));
    /// assert_eq!(list.packed.edges(), 4);
    /// assert!(EdgeList::parse(b"a\n").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// When a line is no edge, a weight no finite number, or the text not UTF-8; of several the first in the text.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadEdgeList> {
        Self::read(bytes)
    }

    /// As [`EdgeList::parse`], from wherever it comes, a piece at a time; no more than one line and a megabyte of the text is held.
    ///
    /// # Errors
    ///
    /// As [`EdgeList::parse`], and when it cannot be read.
    pub fn read(mut source: impl Read + Send) -> Result<Self, BadEdgeList> {
        let mut begin = Vec::new();
        source.by_ref().take(2).read_to_end(&mut begin)?;
        let packed = begin == [0x1f, 0x8b];
        let source = io::Cursor::new(begin).chain(source);
        if packed { edges(Lines::of(flate2::read::MultiGzDecoder::new(source))) } else { edges(Lines::of(source)) }
    }
}

/// The edges of all lines.
fn edges(mut lines: Lines<impl Read + Send>) -> Result<EdgeList, BadEdgeList> {
    // Room for what a piece can have at most: memory that is not written to costs nothing, a list that outgrows its place again and again does.
    let (mut numbering, mut edges) = (Numbering::default(), Edges::with_capacity(PIECE / 4));
    let (mut now, mut ahead) = (Piece::default(), Piece::default());
    for _ in 0..PIECE / SHORT {
        lines.next(&mut now, SHORT)?;
        if lines.ended {
            break;
        }
        now.take(&mut numbering, &mut edges)?;
        now.clear();
    }
    while !lines.ended {
        let (taken, read) = rayon::join(|| now.take(&mut numbering, &mut edges), || lines.next(&mut ahead, PIECE));
        taken?;
        read?;
        std::mem::swap(&mut now, &mut ahead);
    }
    now.take(&mut numbering, &mut edges)?;
    // Their memory is used again for the rows.
    drop((lines, now, ahead));
    let labels = numbering.into_labels();
    Ok(EdgeList { packed: edges.pack(labels.len()), labels })
}

/// The lines of a text that is not packed.
struct Lines<R> {
    source: R,
    /// What has been read and not yet taken; no more than the beginning of a line.
    buffer: Vec<u8>,
    /// How many lines have been taken.
    count: usize,
    ended: bool,
}

/// The edges of some lines, with the ids that stand there.
#[derive(Default)]
struct Piece {
    /// Each id as a number, or the code of a text.
    ends: Vec<[u32; 2]>,
    /// The weight of each; may be shorter, what is missing is 1.
    weights: Vec<f64>,
    texts: Texts,
}

impl<R: Read> Lines<R> {
    const fn of(source: R) -> Self {
        Self { source, buffer: Vec::new(), count: 0, ended: false }
    }

    /// Reads on, up to `most` bytes, and puts the edges of all lines that are whole then into a piece.
    fn next(&mut self, piece: &mut Piece, most: usize) -> Result<(), BadEdgeList> {
        piece.clear();
        let kept = self.buffer.len();
        // At once: a buffer that grows is fresh memory again and again.
        self.buffer.reserve(most + 1);
        let read = self.source.by_ref().take(most as u64).read_to_end(&mut self.buffer)?;
        // Who gives less than was asked for has no more.
        self.ended = read < most;
        if self.ended && self.buffer.last().is_some_and(|&last| last != b'\n') {
            self.buffer.push(b'\n');
        }
        let text = &self.buffer;
        let whole = text[kept..].iter().rposition(|&byte| byte == b'\n').map_or(0, |last| kept + last + 1);
        let mut at = 0;
        while at < whole {
            self.count += 1;
            if let Some((ends, weight, next)) = plain(text, at) {
                piece.push(ends, weight);
                at = next;
            } else {
                let length = text[at..whole].iter().position(|&byte| byte == b'\n').unwrap_or(whole - at);
                piece.words(&text[at..at + length], self.count)?;
                at += length + 1;
            }
        }
        self.buffer.drain(..whole);
        Ok(())
    }
}

impl Piece {
    fn clear(&mut self) {
        self.ends.clear();
        self.weights.clear();
        self.texts.clear();
    }

    #[inline]
    fn push(&mut self, ends: [u32; 2], weight: f64) {
        #[expect(clippy::float_cmp, reason = "a weight that was given as 1 is 1")]
        if weight != 1.0 {
            self.weights.resize(self.ends.len(), 1.0);
            self.weights.push(weight);
        }
        self.ends.push(ends);
    }

    /// Takes a line of any form.
    fn words(&mut self, line: &[u8], number: usize) -> Result<(), BadEdgeList> {
        let line = std::str::from_utf8(line).map_err(|_| BadEdgeList::NotText { line: number })?.trim();
        if line.is_empty() || line.starts_with(['#', '%']) {
            return Ok(());
        }
        let mut words = line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty());
        let (Some(a), Some(b)) = (words.next(), words.next()) else {
            return Err(BadEdgeList::NoEdge { line: number, text: line.chars().take(60).collect() });
        };
        let weight = match words.next() {
            None => 1.0,
            Some(weight) => weight
                .parse()
                .ok()
                .filter(|weight: &f64| weight.is_finite())
                .ok_or_else(|| BadEdgeList::BadWeight { line: number, weight: weight.chars().take(40).collect() })?,
        };
        let ends = [self.code(a)?, self.code(b)?];
        self.push(ends, weight);
        Ok(())
    }

    /// An id as a number, or the code of a text.
    fn code(&mut self, id: &str) -> Result<u32, TooMany> {
        let mut at = 0;
        if let Some(plain) = number(id.as_bytes(), &mut at).filter(|_| at == id.len()) {
            return Ok(plain);
        }
        let code = self.texts.next()?;
        self.texts.push(id);
        Ok(code)
    }

    /// Gives the ids their vertices.
    fn take(&self, numbering: &mut Numbering, edges: &mut Edges) -> Result<(), BadEdgeList> {
        for (piece, some) in self.ends.chunks(AT_ONCE).enumerate() {
            numbering.foresee(some);
            let mut vertex = |code| if code & TEXT == 0 { numbering.number(code) } else { numbering.text(self.texts.get(code)) };
            for (at, &[a, b]) in (piece * AT_ONCE..).zip(some) {
                let ends = [vertex(a)?, vertex(b)?];
                if !edges.push(ends, self.weights.get(at).copied().unwrap_or(1.0)) {
                    return Err(BadEdgeList::TooMany);
                }
            }
        }
        Ok(())
    }
}

/// The edge on the line that begins at a byte, when it is of two plain numbers and no or a whole weight, and where the next line begins; `None` for a
/// line of any other form.
#[inline]
fn plain(text: &[u8], mut at: usize) -> Option<([u32; 2], f64, usize)> {
    let a = number(text, &mut at)?;
    let between = at;
    blanks(text, &mut at);
    let b = number(text, &mut at).filter(|_| at > between)?;
    let behind = at;
    blanks(text, &mut at);
    let mut weight = 1.0;
    if at > behind && text.get(at).is_some_and(u8::is_ascii_digit) {
        weight = f64::from(number(text, &mut at)?);
        blanks(text, &mut at);
    }
    if text.get(at) == Some(&b'\r') {
        at += 1;
    }
    (text.get(at) == Some(&b'\n')).then_some(([a, b], weight, at + 1))
}

/// Goes on behind what may stand between two words.
#[inline]
fn blanks(text: &[u8], at: &mut usize) {
    while matches!(text.get(*at), Some(b' ' | b'\t' | b',' | b';')) {
        *at += 1;
    }
}

impl From<io::Error> for BadEdgeList {
    fn from(error: io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

impl From<TooMany> for BadEdgeList {
    fn from(_: TooMany) -> Self {
        Self::TooMany
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt::Write as _, io::Write as _};

    use proptest::prelude::*;

    use super::*;

    /// Ids in the order in which they first come, and weights by pair: what a list says, word by word.
    fn slowly(text: &str) -> (Vec<String>, BTreeMap<(usize, usize), f64>) {
        let (mut ids, mut weights) = (Vec::new(), BTreeMap::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '%'])) {
            let words: Vec<&str> = line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).collect();
            let mut number = |id: &str| {
                ids.iter().position(|known| known == id).unwrap_or_else(|| {
                    ids.push(id.to_owned());
                    ids.len() - 1
                })
            };
            let (a, b) = (number(words[0]), number(words[1]));
            if a != b {
                *weights.entry((a.min(b), a.max(b))).or_default() += words.get(2).map_or(1.0, |weight| weight.parse().unwrap());
            }
        }
        (ids, weights)
    }

    fn agrees(text: &str, list: &EdgeList) {
        let (ids, weights) = slowly(text);
        assert!(list.labels.iter().eq(ids), "{text}");
        let found: BTreeMap<_, f64> = list.packed.edge_list().map(|(a, b, weight)| ((a as usize, b as usize), weight)).collect();
        assert_eq!(found, weights, "{text}");
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    }

    fn line() -> impl Strategy<Value = String> {
        let id = || prop_oneof![3 => (0..12_u32).prop_map(|id| id.to_string()), 1 => "(0[0-9]|2147483647|2147483648|12a|б|-1|99999999999999999999)"];
        let between = || "( |\t|, |;|  )";
        let weight = prop_oneof![4 => Just(String::new()), 1 => "( [0-9]{1,2}|\t0[.]5|,-2e1| 1 1083|;3 б|  |,)"];
        let edge =
            (id(), between(), id(), weight, "(|\r)").prop_map(|(a, between, b, weight, end)| format!("{a}{between}{b}{weight}{end}"));
        prop_oneof![8 => edge, 1 => "(|  |# 1|% б| 3 4|\u{a0}5 6)"]
    }

    proptest! {
        #[test]
        fn a_list_says_what_its_words_say(lines in prop::collection::vec(line(), 0..40), ended in any::<bool>()) {
            let text = lines.join("\n") + if ended { "\n" } else { "" };
            agrees(&text, &EdgeList::parse(text.as_bytes()).unwrap());
            agrees(&text, &EdgeList::parse(&gzip(&text)).unwrap());
        }
    }

    #[test]
    fn lines_over_the_border_of_two_pieces_are_whole() {
        let mut text = "# ".to_owned() + &"long ".repeat(PIECE / 4) + "\n";
        for edge in 0..300_000_u64 {
            writeln!(text, "{} {}", edge % 40, 1 + (edge * edge) % 61).unwrap();
        }
        assert!(text.len() > 2 * PIECE);
        agrees(&text, &EdgeList::parse(text.as_bytes()).unwrap());
        let bad = text.clone() + "x\n";
        let error = EdgeList::parse(bad.as_bytes()).unwrap_err();
        assert_eq!(error, BadEdgeList::NoEdge { line: 300_002, text: "x".to_owned() });
    }

    #[test]
    fn short_pieces_at_first_lose_and_repeat_nothing() {
        let mut text = String::new();
        for edge in 0..400_000_u64 {
            let end = ["\n", " 3\n", " 0.5\n"][usize::from(edge % 5 == 0) + usize::from(edge % 55 == 0)];
            write!(text, "{} {}{end}", edge % 40, 1 + (edge * edge) % 61).unwrap();
        }
        assert!(text.len() > 2 * PIECE);
        for end in [text.len(), PIECE + SHORT, 10 * SHORT, 3 * SHORT, SHORT, SHORT - 7] {
            let text = &text[..=text[..end].rfind('\n').unwrap()];
            agrees(text, &EdgeList::parse(text.as_bytes()).unwrap());
            let error = EdgeList::parse((text.to_owned() + "x").as_bytes()).unwrap_err();
            assert_eq!(error, BadEdgeList::NoEdge { line: text.lines().count() + 1, text: "x".to_owned() });
        }
    }

    #[test]
    fn an_error_names_its_line() {
        let error = |text: &[u8]| EdgeList::parse(text).unwrap_err().to_string();
        assert_eq!(error(b"1 2\n\n3\n4 x y"), "line 3: `3` is no edge; write two ids and, if there is one, a weight");
        assert_eq!(error(b"1 2 inf"), "line 1: the weight `inf` is not a finite number");
        assert_eq!(error(b"1 2\r\n1 \xff\n"), "line 2 is not UTF-8 text");
        let cut = gzip("1 2\n");
        assert!(error(&cut[..cut.len() - 6]).starts_with("cannot be read: "));
    }
}
