//! Documents, the places in them, and what they claim.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Amount, Bound, Date, Id, id::BadId};

/// What sort of document a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceForm {
    /// A book.
    Book,
    /// An article in a journal or on a site.
    Article,
    /// A piece of news.
    News,
    /// An interview.
    Interview,
    /// A report.
    Report,
    /// A law or other legal act.
    Law,
    /// A set of data.
    Dataset,
    /// A page of a site.
    Page,
}

impl SourceForm {
    /// Every one, in the order of the enum.
    pub const ALL: &[Self] = &[Self::Book, Self::Article, Self::News, Self::Interview, Self::Report, Self::Law, Self::Dataset, Self::Page];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Article => "article",
            Self::News => "news",
            Self::Interview => "interview",
            Self::Report => "report",
            Self::Law => "law",
            Self::Dataset => "dataset",
            Self::Page => "page",
        }
    }
}

/// A document that records cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// What sort of document it is.
    pub form: SourceForm,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it came out.
    pub date: Option<Date>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// ISBN of a book.
    pub isbn: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// What a reader of it should know.
    pub note: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source.
    pub source: Id,
    /// Number of the chapter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<u16>,
    /// Name of the section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Number of the footnote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footnote: Option<u16>,
    /// Number of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u16>,
    /// The address that the place gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What this source has where it differs from the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}

impl Citation {
    /// Where in the source it is, to be ordered by: chapter, footnote, page and section; what is not said comes first.
    #[must_use]
    pub fn place(&self) -> (Option<u16>, Option<u16>, Option<u16>, Option<&str>) {
        (self.chapter, self.footnote, self.page, self.section.as_deref())
    }
}

impl fmt::Display for Citation {
    /// As in a reference: `zalessky, ch. 2, fn. 33`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if let Some(chapter) = self.chapter {
            write!(f, ", ch. {chapter}")?;
        }
        if let Some(section) = &self.section {
            write!(f, ", {section}")?;
        }
        if let Some(page) = self.page {
            write!(f, ", p. {page}")?;
        }
        if let Some(footnote) = self.footnote {
            write!(f, ", fn. {footnote}")?;
        }
        Ok(())
    }
}

impl FromStr for Citation {
    type Err = BadId;

    /// Reads what [`Display`](fmt::Display) writes; what is none of chapter, page and footnote is the section.
    ///
    /// ```
    /// use accord::model::Citation;
    /// let citation: Citation = "zalessky, ch. 2, Twin towns, p. 7, fn. 33".parse().unwrap();
    /// assert_eq!((citation.chapter, citation.section.as_deref(), citation.footnote), (Some(2), Some("Twin towns"), Some(33)));
    /// assert_eq!(citation.to_string(), "zalessky, ch. 2, Twin towns, p. 7, fn. 33");
    /// ```
    fn from_str(text: &str) -> Result<Self, BadId> {
        let mut parts = text.split(", ");
        let source = parts.next().unwrap_or_default().trim().parse()?;
        let mut citation = Self { source, chapter: None, section: None, footnote: None, page: None, url: None, says: None };
        let mut section: Vec<&str> = Vec::new();
        for part in parts {
            let number = |prefix: &str| part.strip_prefix(prefix).and_then(|number| number.parse().ok());
            match (number("ch. "), number("p. "), number("fn. ")) {
                (chapter @ Some(_), ..) => citation.chapter = chapter,
                (_, page @ Some(_), _) => citation.page = page,
                (.., footnote @ Some(_)) => citation.footnote = footnote,
                _ => section.push(part),
            }
        }
        citation.section = (!section.is_empty()).then(|| section.join(", "));
        Ok(citation)
    }
}

/// A number that a source states: "40 pairs by January 2023".
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: Id,
    /// What is claimed, in a few words.
    pub text: String,
    /// The number.
    pub amount: Amount,
    /// What is counted: `pairs`, `agreements`, `students`, or a currency.
    pub unit: String,
    /// How the number is meant.
    pub bound: Bound,
    /// For when it is claimed.
    pub date: Option<Date>,
    /// Whom it is about.
    pub about: Vec<Id>,
    /// Selection terms that at least so many nodes of the base must match, `None` for a figure that the base cannot count.
    pub count: Option<String>,
    /// Between whom the nodes must lie that meet `count`, and what of them is counted.
    pub between: Option<Between>,
    /// Why the base is known to have fewer.
    pub unmet: Option<String>,
    /// Who claims it, and where.
    pub sources: Vec<Citation>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// Two sides that what a claim counts must join: a paper between a place of the one country and a place of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// Selection terms that a member of the one side meets.
    pub first: String,
    /// Selection terms that a member of the other side meets.
    pub second: String,
    /// What is counted.
    pub of: CountOf,
}

/// What is counted of nodes that join two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountOf {
    /// The nodes themselves: papers.
    #[default]
    Nodes,
    /// The pairs that they join, a member of either side, each pair once.
    Pairs,
    /// The members of the first side, each once.
    First,
    /// The members of the second side, each once.
    Second,
}
