//! How does a file of a base look when it is laid out well?
//!
//! One layout for everybody, so that a change shows what was changed and nothing else: four blanks for each level; a field of a record on a line of
//! its own, unless the whole record was written on one line and fits; any other value on one line if it fits in [`WIDTH`] columns, else one item a
//! line, with a comma after the last. What people wrote stays theirs: the order of records and fields, comments, a blank line where there were some, and each string and number as it was
//! spelled. What is laid out already stays byte for byte as it is.
//!
//! A comment on a line of its own stands before what follows it, one at the end of a line behind what ends there. The few other places in which RON allows
//! one (before a colon, between a word and its bracket) have no line to stand on; such a comment moves before the value. O(length of the text).

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{
    Base, Finding, Span,
    cursor::{Cursor, DEEPEST, Fault, closing},
};

/// Columns that a line may fill before its value is broken up; a single string may be longer.
pub const WIDTH: usize = 140;

/// A file of a base as it should be laid out.
///
/// # Errors
///
/// A finding, when its brackets, strings or commas are not right, so that it has no layout; and when there is no such file.
///
/// ```
/// use accord::store::{Base, SourceFile, laid_out};
/// let text = "[ City(id:\"gomel\", // on the Sozh\n names: {\"en\":\"Gomel\"}) ]".to_owned();
/// let base = Base { folder: None, files: vec![SourceFile { path: "cities.ron".to_owned(), text }] };
/// assert_eq!(laid_out(&base, 0).unwrap(), "\
/// [
///     City(
///         id: \"gomel\", // on the Sozh
///         names: {\"en\": \"Gomel\"},
///     ),
/// ]
/// ");
/// ```
pub fn laid_out(base: &Base, file: usize) -> Result<String, Box<Finding>> {
    let text = base.files.get(file).map_or("", |file| &file.text);
    layout(text).map_err(|fault| Box::new(Finding::error("syntax", file, fault.span, fault.message).help(fault.help)))
}

/// The text of a file, laid out.
pub(super) fn layout(text: &str) -> Result<String, Fault> {
    let mut parser = Parser::new(text)?;
    let mut out = String::new();
    if parser.cursor.peek().is_some() {
        let (element, _) = parser.element()?;
        if parser.cursor.peek().is_some() {
            let (span, shown) = parser.cursor.shown();
            let message = format!("{shown} follows what is closed");
            return Err(Fault { span, message, help: "remove it, or put it before the closing bracket".to_owned() });
        }
        element.before.write(0, &mut out);
        if element.before.blank {
            blank_line(&mut out);
        }
        match &element.value {
            Value::Atom(atom) => out.push_str(atom),
            Value::Group(group) => group.write_broken(0, group.open == b'[', &mut out),
        }
        element.write_behind(&mut out);
    }
    parser.ahead.write(0, &mut out);
    Ok(out)
}

/// A value that begins in this column of a line that is indented so far, laid out.
pub(super) fn value(text: &str, indent: usize, column: usize) -> Result<String, Fault> {
    let mut parser = Parser::new(text)?;
    let (element, _) = parser.element()?;
    let mut out = String::new();
    element.value.write(indent, column, &mut out);
    Ok(out)
}

/// A comment, without blanks around it.
struct Comment<'a> {
    text: &'a str,
    /// Does a blank line stand before it?
    blank: bool,
    /// Does it stand on the line of what comes before it?
    behind: bool,
}

/// What stands between two values: comments, and whether a blank line stands after the last of them.
#[derive(Default)]
struct Trivia<'a> {
    comments: Vec<Comment<'a>>,
    blank: bool,
}

/// A value with what stands around it.
struct Element<'a> {
    before: Trivia<'a>,
    /// The name of a field or key of a map, empty when there is none.
    key: &'a str,
    value: Value<'a>,
    /// Comments at the end of its line.
    behind: Vec<Comment<'a>>,
}

enum Value<'a> {
    /// A string, number or word.
    Atom(&'a str),
    /// Something in brackets.
    Group(Group<'a>),
}

/// `Word(…)`, `(…)`, `[…]` or `{…}`.
struct Group<'a> {
    word: &'a str,
    open: u8,
    elements: Vec<Element<'a>>,
    /// What stands before the closing bracket.
    rest: Trivia<'a>,
    /// Was it written on several lines?
    lines: bool,
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    depth: usize,
    /// What was passed over on the way to where the cursor is, and belongs to nothing yet.
    ahead: Trivia<'a>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, Fault> {
        let mut parser = Self { cursor: Cursor::new(text, Span::new(0, text.len())), depth: 0, ahead: Trivia::default() };
        parser.trivia()?;
        Ok(parser)
    }

    /// Passes over white space and comments, and remembers them.
    fn trivia(&mut self) -> Result<(), Fault> {
        let mut lines = 0;
        loop {
            let rest = self.cursor.rest();
            let blank = &rest[..rest.len() - rest.trim_start().len()];
            lines += blank.matches('\n').count();
            self.cursor.at += blank.len();
            let Some(text) = self.comment()? else {
                self.ahead.blank = lines > 1;
                return Ok(());
            };
            let start = self.cursor.at - text.len();
            self.ahead.comments.push(Comment { text: text.trim_end(), blank: lines > 1, behind: lines == 0 && start > 0 });
            lines = 0;
        }
    }

    /// The comment that begins here, if one does.
    fn comment(&mut self) -> Result<Option<&'a str>, Fault> {
        let start = self.cursor.at;
        Ok(self.cursor.comment()?.then(|| &self.cursor.text[start..self.cursor.at]))
    }

    /// One field, entry or item, with the comma after it: is there one?
    fn element(&mut self) -> Result<(Element<'a>, bool), Fault> {
        let mut before = std::mem::take(&mut self.ahead);
        let mut value = self.value()?;
        let mut key = "";
        self.trivia()?;
        if let Value::Atom(name) = value
            && self.cursor.take(b':')
        {
            key = name;
            self.trivia()?;
            value = self.value()?;
            before.comments.append(&mut self.ahead.comments);
            self.trivia()?;
        }
        let here = self.ahead.comments.iter().take_while(|comment| comment.behind).count();
        let comma = self.cursor.take(b',');
        let mut behind: Vec<Comment<'a>> = self.ahead.comments.drain(..if comma { self.ahead.comments.len() } else { here }).collect();
        if comma {
            // Up to the end of the line; what stands on the next belongs to what follows.
            loop {
                let rest = self.cursor.rest();
                self.cursor.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
                let Some(text) = self.comment()? else { break };
                behind.push(Comment { text: text.trim_end(), blank: false, behind: true });
            }
            self.trivia()?;
        }
        // After `//` a line has no room for another.
        let room = behind.iter().position(|comment| comment.text.starts_with("//")).map_or(behind.len(), |at| at + 1);
        self.ahead.comments.splice(..0, behind.drain(room..));
        Ok((Element { before, key, value, behind }, comma))
    }

    /// A value. A comment between a word and its bracket stays ahead.
    fn value(&mut self) -> Result<Value<'a>, Fault> {
        let start = self.cursor.at;
        if self.cursor.quoted()? {
            return Ok(Value::Atom(&self.cursor.text[start..self.cursor.at]));
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '"');
        let rest = self.cursor.rest();
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.cursor.at += word.len();
        if !word.is_empty() {
            // Only to see whether a bracket follows.
            self.trivia()?;
        }
        match self.cursor.peek() {
            Some(open @ (b'(' | b'[' | b'{')) if word.is_empty() || open == b'(' => self.group(word, open).map(Value::Group),
            _ if !word.is_empty() => Ok(Value::Atom(word)),
            _ => {
                let (span, shown) = self.cursor.shown();
                Err(Fault { span, message: format!("a value is expected here, but there is {shown}"), help: "write the value".to_owned() })
            }
        }
    }

    fn group(&mut self, word: &'a str, open: u8) -> Result<Group<'a>, Fault> {
        let outside = std::mem::take(&mut self.ahead);
        let start = self.cursor.at;
        let bracket = Span::new(start, start + 1);
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("brackets are nested more than {DEEPEST} deep");
            return Err(Fault { span: bracket, message, help: "no record needs that; see docs/format.md".to_owned() });
        }
        self.cursor.at += 1;
        self.trivia()?;
        let mut elements = Vec::new();
        let mut comma = true;
        while !self.cursor.take(closing(open)) {
            if self.cursor.peek().is_none() {
                let message = format!("this `{}` is never closed", char::from(open));
                return Err(Fault { span: bracket, message, help: format!("close it with `{}`", char::from(closing(open))) });
            }
            if !comma {
                let (span, shown) = self.cursor.shown();
                let message = format!("a comma is expected here, but there is {shown}");
                return Err(Fault { span, message, help: "put a comma before it".to_owned() });
            }
            let element;
            (element, comma) = self.element()?;
            elements.push(element);
        }
        self.depth -= 1;
        let rest = std::mem::replace(&mut self.ahead, outside);
        let lines = self.cursor.text[start..self.cursor.at].contains('\n');
        Ok(Group { word, open, elements, rest, lines })
    }
}

impl Trivia<'_> {
    /// Its comments, each on a line.
    fn write(&self, indent: usize, out: &mut String) {
        for comment in &self.comments {
            if comment.blank {
                blank_line(out);
            }
            let _ = writeln!(out, "{:indent$}{}", "", comment.text);
        }
    }
}

impl Element<'_> {
    /// On lines of its own; a record is broken up if somebody wrote it so.
    fn write(&self, indent: usize, record: bool, out: &mut String) {
        self.before.write(indent, out);
        if self.before.blank {
            blank_line(out);
        }
        let start = out.len();
        let _ = write!(out, "{:indent$}", "");
        if !self.key.is_empty() {
            let _ = write!(out, "{}: ", self.key);
        }
        match &self.value {
            Value::Group(group) if record && group.lines => group.write_broken(indent, false, out),
            value => value.write(indent, out[start..].width(), out),
        }
        out.push(',');
        self.write_behind(out);
    }

    /// The comments behind it and the end of the line.
    fn write_behind(&self, out: &mut String) {
        for comment in &self.behind {
            let _ = write!(out, " {}", comment.text);
        }
        out.push('\n');
    }
}

impl Value<'_> {
    /// From this column of a line that is indented so far.
    fn write(&self, indent: usize, column: usize, out: &mut String) {
        let start = out.len();
        match self {
            Self::Atom(atom) => out.push_str(atom),
            Self::Group(group) => {
                // One column is for the comma.
                if !group.write_flat(out) || column + out[start..].width() >= WIDTH {
                    out.truncate(start);
                    group.write_broken(indent, false, out);
                }
            }
        }
    }
}

impl Group<'_> {
    /// On one line; `false` when a comment or a string of several lines forbids that.
    fn write_flat(&self, out: &mut String) -> bool {
        out.push_str(self.word);
        out.push(char::from(self.open));
        for (index, element) in self.elements.iter().enumerate() {
            if !element.before.comments.is_empty() || !element.behind.is_empty() {
                return false;
            }
            if index > 0 {
                out.push_str(", ");
            }
            if !element.key.is_empty() {
                let _ = write!(out, "{}: ", element.key);
            }
            let flat = match &element.value {
                Value::Atom(atom) => {
                    out.push_str(atom);
                    !atom.contains('\n')
                }
                Value::Group(group) => group.write_flat(out),
            };
            if !flat {
                return false;
            }
        }
        out.push(char::from(closing(self.open)));
        self.rest.comments.is_empty()
    }

    /// One element a line; the elements of the list that is a file are records.
    fn write_broken(&self, indent: usize, records: bool, out: &mut String) {
        out.push_str(self.word);
        out.push(char::from(self.open));
        out.push('\n');
        for element in &self.elements {
            element.write(indent + 4, records, out);
        }
        self.rest.write(indent + 4, out);
        let _ = write!(out, "{:indent$}{}", "", char::from(closing(self.open)));
    }
}

/// One blank line, but none after an opening bracket or at the beginning of a file.
fn blank_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") && !out.trim_end().ends_with(['(', '[', '{']) {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn laid(text: &str) -> String {
        layout(text).unwrap_or_else(|fault| panic!("{}: {text}", fault.message))
    }

    /// All that means something: the text without blanks outside strings and without commas before closing brackets, comments and what they
    /// stand beside left out of account.
    fn meaning(text: &str) -> String {
        let mut parser = Cursor::new(text, Span::new(0, text.len()));
        let (mut out, mut comments) = (String::new(), Vec::new());
        while let Some(byte) = parser.peek() {
            let start = parser.at;
            if parser.comment().unwrap_or_default() {
                comments.push(text[start..parser.at].trim_end());
            } else if parser.quoted().unwrap_or_default() {
                out.push_str(&text[start..parser.at]);
            } else {
                let c = parser.rest().chars().next().unwrap_or_default();
                parser.at += c.len_utf8();
                if matches!(byte, b')' | b']' | b'}') && out.ends_with(',') {
                    out.pop();
                }
                // A blank may part two words.
                if !c.is_whitespace() {
                    out.push(c);
                }
            }
        }
        if out.ends_with(',') {
            out.pop();
        }
        comments.sort_unstable();
        format!("{out}\n{}", comments.join("\n"))
    }

    #[test]
    fn comments_stay_where_they_stand() {
        let text = "// about the file\n\n[\n    // of gomel\n    City(\n        id: \"gomel\", // behind\n        // between\n        names: {\n            \"en\": \"Gomel\", /* in a map */\n        },\n\n        // after a blank line\n        within: \"gomel-oblast\",\n        // the last\n    ),\n\n    // of nobody\n]\n// the end\n";
        assert_eq!(laid(text), text);
    }

    #[test]
    fn comments_without_a_line_of_their_own_are_kept() {
        let text = "[City /*a*/ (id /*b*/ : /*c*/ \"gomel\" /*d*/, names: {\"en\": \"Gomel\" /*e*/} /*f*/ /*g*/) /*h*/ /*i*/ ] /*j*/";
        let laid_out = laid(text);
        assert_eq!(meaning(&laid_out), meaning(text), "{laid_out}");
        assert_eq!(laid(&laid_out), laid_out);
    }

    #[test]
    fn a_value_is_broken_up_when_it_does_not_fit_and_joined_when_it_does() {
        let long = "x".repeat(WIDTH);
        let text = format!("[City(\nid: \"a\", also: [\"b\",\n \"c\"], names: {{\"en\": \"{long}\"}})]");
        let expected = format!(
            "[\n    City(\n        id: \"a\",\n        also: [\"b\", \"c\"],\n        names: {{\n            \"en\": \"{long}\",\n        }},\n    ),\n]\n"
        );
        assert_eq!(laid(&text), expected);
    }

    #[test]
    fn a_record_on_one_line_stays_on_one_line_if_it_fits() {
        let text = "[\n    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, basis: background),\n]\n";
        assert_eq!(laid(text), text);
        let long = format!("[Country(id: \"belarus\", note: \"{}\")]", "x".repeat(WIDTH));
        assert!(laid(&long).contains("\n        note: "));
    }

    #[test]
    fn what_is_not_well_formed_is_a_fault_and_not_a_layout() {
        for text in ["[", "[City(]", "[City() City()]", "[City(id: )]", "[City(id: \"a)]", "[] []", "[/* ]", "}", &"[".repeat(40)] {
            assert!(layout(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_and_comments_alone_stay() {
        assert_eq!(laid(""), "");
        assert_eq!(laid(" \n\n"), "");
        assert_eq!(laid("\n// a\n\n\n/* b */"), "// a\n\n/* b */\n");
        assert_eq!(laid("[]"), "[\n]\n");
    }

    /// A text that is well formed, with blanks and comments in any place.
    fn texts() -> impl Strategy<Value = String> {
        let gap = || prop::sample::select(vec!["", " ", "\n", "\n\n\n", " // c\n", "\n// d\n", " /* e */ ", "\n/* f\n g */\n", "\t"]);
        let atom =
            prop::sample::select(vec!["\"a\"", "r#\"b \" ) \"#", "12_000", "signed", "\"х, ] // \"", "'c'", "\"two \\\n lines\"", "-1.5"]);
        let value = atom.prop_map(str::to_owned).prop_recursive(4, 30, 5, move |inner| {
            let item = (gap(), inner, gap()).prop_map(|(before, value, after)| format!("{before}{value}{after}"));
            let field = (gap(), "[a-z]{1,5}", gap(), gap(), item.clone())
                .prop_map(|(before, name, after, colon, item)| format!("{before}{name}{after}:{colon}{item}"));
            let joined =
                |items: Vec<String>, comma: bool| format!("{}{}", items.join(","), if comma && !items.is_empty() { "," } else { "" });
            prop_oneof![
                (prop::collection::vec(item, 0..4), any::<bool>(), gap())
                    .prop_map(move |(items, comma, end)| format!("[{}{end}]", joined(items, comma))),
                ("[A-Z]?", gap(), prop::collection::vec(field, 0..4), any::<bool>(), gap())
                    .prop_map(move |(word, after, fields, comma, end)| format!("{word}{after}({}{end})", joined(fields, comma))),
            ]
        });
        (gap(), prop::collection::vec(value, 0..4), gap()).prop_map(|(start, values, end)| format!("{start}[{}]{end}", values.join(",")))
    }

    proptest! {
        #[test]
        fn layout_changes_no_meaning_and_loses_no_comment(text in texts()) {
            prop_assert_eq!(meaning(&laid(&text)), meaning(&text));
        }

        #[test]
        fn what_is_laid_out_stays_as_it_is(text in texts()) {
            let once = laid(&text);
            prop_assert_eq!(laid(&once), once);
        }

        #[test]
        fn any_text_is_laid_out_or_refused(text in "[\\[\\](){},:/*\"'\\\\r# \na-bA-B]{0,60}") {
            let _ = layout(&text);
        }
    }
}
