//! GML: lists of keys and values in square brackets, in ASCII with entities for all else.
//!
//! Nodes have numbers under `id`. Where labels are there, not too long and all different, they are the ids, as exports write them and networkx reads them; the name of a node
//! is then `name`. A key that is there several times is a list, as networkx writes it, and `NAN` is what is not known.

use std::collections::{HashMap, HashSet};

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, LONGEST_ID, column, reason, shown, typed},
    text::{malformed, text, unescaped},
};

/// Lists are not nested deeper by any program.
const DEEPEST: usize = 32;

/// What networkx writes before the only item of a list.
const LIST_BEGINS: &str = "_networkx_list_start";

/// A node or edge: its keys and values, and where it begins.
#[derive(Debug, Default)]
struct Item {
    line: usize,
    is_node: bool,
    values: Vec<(String, Literal)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Literal {
    Whole(i64),
    Real(f64),
    Text(String),
}

#[derive(Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Word(String),
    Literal(Literal),
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let (items, directed) = items(input, &text(input)?)?;
        gather.directed &= directed;
        let label = |item: &Item| item.text("label");
        let nodes = || items.iter().filter(|item| item.is_node);
        let mut seen = HashSet::new();
        let by_label = nodes().all(|item| label(item).is_some_and(|label| (1..=LONGEST_ID).contains(&label.len()) && seen.insert(label)));
        let mut ids = HashMap::new();
        for item in nodes() {
            let place = Place { file, line: item.line };
            let number = item.text("id").unwrap_or_default();
            let id = if by_label { label(item).unwrap_or_default() } else { number.clone() };
            ids.insert(number, id.clone());
            let name = item.text("name").or_else(|| label(item)).unwrap_or_default();
            match item.cells(&["id", "label", "name", "kind"]) {
                Ok(cells) => gather.node(place, &id, &name, &item.text("kind").unwrap_or_default(), cells, &item.shown()),
                Err(wrong) => gather.reject(place, reason::BAD_VALUE, &wrong, &item.shown()),
            }
        }
        for item in items.iter().filter(|item| !item.is_node) {
            let place = Place { file, line: item.line };
            let end = |name: &str| item.text(name).map_or_else(String::new, |number| ids.get(&number).cloned().unwrap_or(number));
            let kind = item.text("type").or_else(|| item.text("label")).unwrap_or_default();
            let weight = item.text("weight").map(|text| text.parse().unwrap_or(f64::NAN));
            match item.cells(&["source", "target", "key", "id", "type", "label", "weight"]) {
                Ok(cells) => {
                    let (id, from, to) = (item.text("id").unwrap_or_default(), end("source"), end("target"));
                    gather.edge(Edge { place, id, from, to, kind, weight, cells, text: item.shown() });
                }
                Err(wrong) => gather.reject(place, reason::BAD_VALUE, &wrong, &item.shown()),
            }
        }
    }
    Ok(gather.finish(false))
}

impl Item {
    fn text(&self, name: &str) -> Option<String> {
        self.values.iter().find(|(one, _)| one == name).map(|(_, literal)| literal.text())
    }

    fn cells(&self, own: &[&str]) -> Result<Cells, String> {
        let mut named: Vec<(&str, Vec<&Literal>)> = Vec::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        for (name, literal) in self.values.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
            let at = *at.entry(name).or_insert_with(|| {
                named.push((name, Vec::new()));
                named.len() - 1
            });
            named[at].1.push(literal);
        }
        let cells = named.into_iter().map(|(name, literals)| {
            let name = column(name);
            let [literal] = literals.as_slice() else {
                let items = literals.into_iter().map(Literal::text).filter(|item| item != LIST_BEGINS);
                return Ok((name, Value::list(items.collect())));
            };
            let value = match literal {
                Literal::Text(text) => typed(&name, text)?,
                // Truths are numbers in GML.
                Literal::Whole(number) => match typed(&name, &number.to_string())? {
                    Value::Text(_) => Value::Whole(*number),
                    value => value,
                },
                Literal::Real(number) if number.is_nan() => Value::Nothing,
                Literal::Real(number) if number.is_infinite() => return Err(format!("{name}: {number}")),
                Literal::Real(number) => Value::Real(*number),
            };
            Ok((name, value))
        });
        cells.collect()
    }

    fn shown(&self) -> String {
        self.values.iter().map(|(name, literal)| format!("{name} {}", literal.text())).collect::<Vec<_>>().join(" ")
    }
}

impl Literal {
    fn text(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The nodes and edges of a document, and whether edges have a direction.
fn items(input: &Input, text: &str) -> Result<(Vec<Item>, bool), Error> {
    let mut tokens = Tokens { input, rest: text, line: 1 };
    let mut items: Vec<Item> = Vec::new();
    let (mut path, mut directed): (Vec<String>, bool) = (Vec::new(), false);
    while let Some(token) = tokens.next()? {
        let line = tokens.line;
        match token {
            Token::Close => {
                path.pop().ok_or_else(|| malformed(input, line, "`]` closes nothing"))?;
            }
            Token::Word(key) => {
                let value = match tokens.next()?.ok_or_else(|| malformed(input, tokens.line, format!("`{}` has no value", shown(&key))))? {
                    Token::Word(word) if word.eq_ignore_ascii_case("nan") => Token::Literal(Literal::Real(f64::NAN)),
                    Token::Word(word) if word.eq_ignore_ascii_case("inf") => Token::Literal(Literal::Real(f64::INFINITY)),
                    value => value,
                };
                let inside: Vec<&str> = path.iter().map(String::as_str).collect();
                match (inside.as_slice(), value) {
                    (outside, Token::Open) => {
                        if outside.len() >= DEEPEST {
                            return Err(malformed(input, line, format!("lists are nested more than {DEEPEST} deep")));
                        }
                        if matches!((outside, key.as_str()), (["graph"], "node" | "edge")) {
                            items.push(Item { line, is_node: key == "node", values: Vec::new() });
                        }
                        path.push(key);
                    }
                    (["graph"], Token::Literal(literal)) if key == "directed" => directed = literal == Literal::Whole(1),
                    (["graph", "node" | "edge"], Token::Literal(literal)) => {
                        items.iter_mut().last().into_iter().for_each(|item| item.values.push((key.clone(), literal.clone())));
                    }
                    (_, Token::Literal(_)) => {}
                    (_, token) => return Err(malformed(input, line, format!("`{}` has no value, but {}", shown(&key), token.shown()))),
                }
            }
            token => return Err(malformed(input, line, format!("a key is expected here, but there is {}", token.shown()))),
        }
    }
    if path.is_empty() && text.contains("graph") {
        Ok((items, directed))
    } else {
        Err(malformed(input, tokens.line, "it is no whole GML document"))
    }
}

impl Token {
    fn shown(&self) -> String {
        match self {
            Self::Open => "`[`".to_owned(),
            Self::Close => "`]`".to_owned(),
            Self::Word(word) => format!("`{}`", shown(word)),
            Self::Literal(_) => "a value".to_owned(),
        }
    }
}

struct Tokens<'a> {
    input: &'a Input,
    rest: &'a str,
    line: usize,
}

impl Tokens<'_> {
    fn next(&mut self) -> Result<Option<Token>, Error> {
        loop {
            let blanks = self.rest.len() - self.rest.trim_start().len();
            self.pass(blanks);
            if !self.rest.starts_with('#') {
                break;
            }
            self.pass(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        if first == '"' {
            let Some(end) = self.rest[1..].find('"') else { return Err(malformed(self.input, self.line, "a string is never closed")) };
            let string = unescaped(&self.rest[1..=end]);
            self.pass(end + 2);
            return Ok(Some(Token::Literal(Literal::Text(string))));
        }
        if let Some(token) = [('[', Token::Open), (']', Token::Close)].into_iter().find_map(|(c, token)| (c == first).then_some(token)) {
            self.pass(1);
            return Ok(Some(token));
        }
        let end = self.rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"')).unwrap_or(self.rest.len());
        let word = self.rest[..end].to_owned();
        self.pass(end);
        if first.is_ascii_alphabetic() || first == '_' {
            return Ok(Some(Token::Word(word)));
        }
        let whole = word.parse().map(Literal::Whole).ok();
        let literal = whole.or_else(|| word.parse().ok().map(Literal::Real));
        literal
            .map(|literal| Some(Token::Literal(literal)))
            .ok_or_else(|| malformed(self.input, self.line, format!("`{}` is no number", shown(&word))))
    }

    fn pass(&mut self, bytes: usize) {
        self.line += self.rest.as_bytes()[..bytes].iter().filter(|&&byte| byte == b'\n').count();
        self.rest = &self.rest[bytes..];
    }
}
