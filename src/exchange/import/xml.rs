//! XML as a run of elements and texts, with lines.
//!
//! Entities of a document's own are not known, so none can grow; nothing outside the file is read. There is no recursion here, whatever is nested.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{Error, Input, text::malformed};

/// An element has no more attributes in any program's files. Each is compared with those before it.
const MOST_ATTRIBUTES: usize = 256;

/// A document that is being read.
pub(super) struct Xml<'a> {
    input: &'a Input,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// How far lines have been counted, and how many.
    counted: (usize, usize),
    /// An element without content is closed by the next step.
    closes: Option<String>,
}

/// A step in a document.
pub(super) enum Step {
    /// An element opens.
    Open(Element),
    /// Text within one.
    Text(String),
    /// An element closes.
    Close(String),
    /// There is no more.
    End,
}

/// An element as it opens: its name without a prefix, and its attributes.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }

    /// As a file might have it, to show it.
    pub fn shown(&self) -> String {
        let attributes = self.attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect::<Vec<_>>().concat();
        format!("<{}{attributes}>", self.name)
    }
}

impl<'a> Xml<'a> {
    /// The text of a file, to be read from its beginning.
    pub fn new(input: &'a Input, text: &'a str) -> Self {
        Self { input, text, reader: Reader::from_str(text), counted: (0, 1), closes: None }
    }

    /// The line that is being read.
    pub fn line(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        let (from, lines) = self.counted;
        let lines = lines + self.text.as_bytes()[from..at].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = (at, lines);
        lines
    }

    /// Says what is wrong with the document here.
    pub fn wrong(&mut self, what: impl Into<String>) -> Error {
        let line = self.line();
        malformed(self.input, line, what)
    }

    /// The next step.
    pub fn step(&mut self) -> Result<Step, Error> {
        if let Some(name) = self.closes.take() {
            return Ok(Step::Close(name));
        }
        loop {
            let event = self.reader.read_event();
            let step = match event {
                Err(error) => return Err(self.wrong(error.to_string())),
                Ok(Event::Start(start)) => Step::Open(self.element(&start)?),
                Ok(Event::Empty(start)) => {
                    let element = self.element(&start)?;
                    self.closes = Some(element.name.clone());
                    Step::Open(element)
                }
                Ok(Event::End(end)) => Step::Close(end.local_name().as_ref().to_owned()),
                Ok(Event::Text(text)) => Step::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Step::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(reference)) => Step::Text(self.referred(&reference.into_inner())?),
                Ok(Event::Eof) => Step::End,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => continue,
            };
            return Ok(step);
        }
    }

    /// What `&name;` stands for.
    fn referred(&mut self, name: &str) -> Result<String, Error> {
        quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned).map_err(|error| self.wrong(error.to_string()))
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<Element, Error> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.wrong(error.to_string()))?;
            if attributes.len() == MOST_ATTRIBUTES {
                return Err(self.wrong(format!("an element has more than {MOST_ATTRIBUTES} attributes")));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.wrong(error.to_string()))?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Element { name: start.local_name().as_ref().to_owned(), attributes })
    }
}
