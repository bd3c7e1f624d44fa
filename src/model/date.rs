//! Partial dates: what is known of when, and no more.
//!
//! A source says "2007", "spring 2016" or "by 2018"; a base that turned these into days would lie. Dates are written in
//! [EDTF](https://www.loc.gov/standards/datetime/): all of level 0 but times of day, and of level 1 the marks `?` `~` `%`, seasons, the
//! unspecified digits `199X`, `19XX`, `2017-XX` and `2017-05-XX`, and intervals with an open or unknown end.
//!
//! A partial date is a range of days. Whether one was "by 2007-06" can therefore be true, false or unknown: see [`Truth`].
//! A point marked uncertain or approximate is widened by one unit of its precision on either side before it is compared,
//! a convention of ours: EDTF gives those marks no width.

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::{Span, civil};
use serde::{Deserialize, Serialize};

/// A partial date or an interval of two.
///
/// ```
/// use accord::model::{Date, Truth};
/// let signed: Date = "2007".parse().unwrap();
/// assert_eq!(signed.begun_by(&"2008".parse().unwrap()), Truth::Yes);
/// assert_eq!(signed.begun_by(&"2007-06".parse().unwrap()), Truth::Unknown);
/// assert!("2016-04-31".parse::<Date>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    start: End,
    /// The other end, of an interval.
    end: Option<End>,
}

/// A statement that partial knowledge may leave undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// What is known does not decide it.
    Unknown,
}

/// Why a text is not a [`Date`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// It does not follow the notation.
    #[error("`{0}` is not a date: write `2007`, `2007-05`, `2007-05-14`, `2016-21` (spring), `2007?`, `2007~`, `199X` or `2014/2020`")]
    Form(String),
    /// It follows the notation, but there is no such day, month or season.
    #[error("`{text}` is impossible: {why}")]
    Impossible {
        /// The date as written.
        text: String,
        /// What is wrong with it.
        why: String,
    },
    /// An interval that ends before it begins.
    #[error("`{0}` runs backwards: the first date must not be later than the second")]
    Reversed(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum End {
    /// `..`: without bound on this side.
    Open,
    /// Nothing written: there is a bound, but it is not known.
    Unknown,
    At(Point),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Point {
    year: i16,
    part: Part,
    uncertain: bool,
    approximate: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Part {
    /// `19XX`
    Century,
    /// `199X`
    Decade,
    Year,
    /// `2017-XX`
    SomeMonth,
    /// 21 to 24: spring, summer, autumn, winter.
    Season(u8),
    Month(u8),
    /// `2017-05-XX`
    SomeDay(u8),
    Day(u8, u8),
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Date {
    /// The day, known to the day.
    #[must_use]
    pub fn day(day: civil::Date) -> Self {
        let part = Part::Day(day.month().unsigned_abs(), day.day().unsigned_abs());
        Self { start: End::At(Point { year: day.year(), part, uncertain: false, approximate: false }), end: None }
    }

    /// The first day that it can mean; `None` when it has no known beginning.
    #[must_use]
    pub fn earliest(&self) -> Option<civil::Date> {
        self.start.point().map(|point| point.range().0)
    }

    /// The last day that it can mean; `None` when it has no known end.
    #[must_use]
    pub fn latest(&self) -> Option<civil::Date> {
        self.end.unwrap_or(self.start).point().map(|point| point.range().1)
    }

    /// Is it an interval, something that lasts from one date to another?
    #[must_use]
    pub fn is_interval(&self) -> bool {
        self.end.is_some()
    }

    /// Is it known to the season or better, that is, better than the year?
    #[must_use]
    pub fn is_finer_than_year(&self) -> bool {
        self.start.point().is_some_and(|point| point.part > Part::SomeMonth)
    }

    /// Is it known to the month or better?
    #[must_use]
    pub fn is_month_or_finer(&self) -> bool {
        self.start.point().is_some_and(|point| matches!(point.part, Part::Month(_) | Part::SomeDay(_) | Part::Day(..)))
    }

    /// The year in which it begins, a winter in the year that it is named after; `None` when that is not known to the year.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.start.point().filter(|point| point.part >= Part::Year).map(|point| point.year)
    }

    /// The end of an interval as a date of its own.
    #[must_use]
    pub fn end(&self) -> Option<Self> {
        match self.end? {
            End::At(point) => Some(Self { start: End::At(point), end: None }),
            End::Open | End::Unknown => None,
        }
    }

    /// Had it begun by the end of `day`?
    ///
    /// `Unknown` when part of what it can mean lies before that and part after.
    #[must_use]
    pub fn begun_by(&self, day: &Self) -> Truth {
        let Some(by) = day.latest() else { return if day.is_interval() { Truth::Yes } else { Truth::Unknown } };
        match self.start {
            End::Open => Truth::Yes,
            // An unknown beginning lies before the known end.
            End::Unknown => match self.latest() {
                Some(last) if last <= by => Truth::Yes,
                _ => Truth::Unknown,
            },
            End::At(point) => {
                let (first, last) = point.widened();
                if last <= by {
                    Truth::Yes
                } else if first > by {
                    Truth::No
                } else {
                    Truth::Unknown
                }
            }
        }
    }

    /// Had it begun before `day` began?
    ///
    /// `Unknown` when part of what it can mean lies before that and part after, or `day` has no known beginning.
    ///
    /// ```
    /// use accord::model::{Date, Truth};
    /// let term: Date = "2014/2020".parse().unwrap();
    /// assert_eq!(term.begun_before(&"2015".parse().unwrap()), Truth::Yes);
    /// assert_eq!(term.begun_before(&"2014-06".parse().unwrap()), Truth::Unknown);
    /// assert_eq!(term.begun_before(&"2014".parse().unwrap()), Truth::No);
    /// ```
    #[must_use]
    pub fn begun_before(&self, day: &Self) -> Truth {
        let eve = day.earliest().and_then(|first| first.yesterday().ok());
        eve.map_or(Truth::Unknown, |eve| self.begun_by(&Self::day(eve)))
    }

    /// Was it wholly over before `day` began?
    ///
    /// `Unknown` when part of what its end can mean lies before that and part after.
    #[must_use]
    pub fn over_before(&self, day: &Self) -> Truth {
        let Some(from) = day.earliest() else { return Truth::Unknown };
        match self.end.unwrap_or(self.start) {
            End::Open => Truth::No,
            End::Unknown => Truth::Unknown,
            End::At(point) => {
                let (first, last) = point.widened();
                if last < from {
                    Truth::Yes
                } else if first >= from {
                    Truth::No
                } else {
                    Truth::Unknown
                }
            }
        }
    }

    /// In words: `spring 2016`, `May 2017`, `about 1997`, `2014 to 2020`.
    #[must_use]
    pub fn in_words(&self) -> String {
        self.words(usize::MAX)
    }

    /// In words for a narrow column: as [`Date::in_words`], with months of three letters.
    #[must_use]
    pub fn in_short(&self) -> String {
        self.words(3)
    }

    /// In words, with so many letters of a month.
    fn words(&self, letters: usize) -> String {
        match (self.start, self.end) {
            (start, None) => start.words(letters),
            (start @ End::At(_), Some(End::Open)) => format!("from {}", start.words(letters)),
            (End::Open, Some(end)) => format!("until {}", end.words(letters)),
            (start, Some(end)) => format!("{} to {}", start.words(letters), end.words(letters)),
        }
    }
}

impl End {
    const fn point(self) -> Option<Point> {
        match self {
            Self::At(point) => Some(point),
            Self::Open | Self::Unknown => None,
        }
    }

    fn words(self, letters: usize) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Unknown => "an unknown date".to_owned(),
            Self::At(point) => point.words(letters),
        }
    }
}

impl Point {
    /// The first and last day that it can mean.
    fn range(self) -> (civil::Date, civil::Date) {
        let day = |year: i16, month: u8, day: u8| {
            // Parsing has admitted only days that exist, in years that have four digits.
            civil::Date::new(year, month.cast_signed(), day.cast_signed()).unwrap_or(civil::Date::ZERO)
        };
        let whole = |first: civil::Date, last: civil::Date| (first, last.last_of_month());
        match self.part {
            Part::Century => (day(self.year, 1, 1), day(self.year + 99, 12, 31)),
            Part::Decade => (day(self.year, 1, 1), day(self.year + 9, 12, 31)),
            Part::Year | Part::SomeMonth => (day(self.year, 1, 1), day(self.year, 12, 31)),
            // Winter begins in December of its year and ends in the next.
            Part::Season(24) => whole(day(self.year, 12, 1), day(self.year.saturating_add(1).min(9999), 2, 1)),
            Part::Season(season) => {
                let first = (season - 20) * 3;
                whole(day(self.year, first, 1), day(self.year, first + 2, 1))
            }
            Part::Month(month) | Part::SomeDay(month) => whole(day(self.year, month, 1), day(self.year, month, 1)),
            Part::Day(month, d) => (day(self.year, month, d), day(self.year, month, d)),
        }
    }

    /// The range, one unit of precision wider on either side where the point is marked as doubtful.
    fn widened(self) -> (civil::Date, civil::Date) {
        let (first, last) = self.range();
        if !(self.uncertain || self.approximate) {
            return (first, last);
        }
        let unit = match self.part {
            Part::Century => Span::new().years(100),
            Part::Decade => Span::new().years(10),
            Part::Year | Part::SomeMonth => Span::new().years(1),
            Part::Season(_) => Span::new().months(3),
            Part::Month(_) | Part::SomeDay(_) => Span::new().months(1),
            Part::Day(..) => Span::new().days(1),
        };
        (first.saturating_sub(unit), last.saturating_add(unit))
    }

    fn words(self, letters: usize) -> String {
        let year = self.year;
        let name = |month: u8| {
            let name = MONTHS[usize::from(month - 1)];
            &name[..letters.min(name.len())]
        };
        let bare = match self.part {
            Part::Century => format!("{year} to {}", year + 99),
            Part::Decade => format!("the {year}s"),
            Part::Year | Part::SomeMonth => year.to_string(),
            Part::Season(season) => {
                let name = ["spring", "summer", "autumn", "winter"][usize::from(season - 21)];
                format!("{name} {year}")
            }
            Part::Month(month) | Part::SomeDay(month) => format!("{} {year}", name(month)),
            Part::Day(month, day) => format!("{day} {} {year}", name(month)),
        };
        let about = if self.approximate { "about " } else { "" };
        let doubt = if self.uncertain { " (uncertain)" } else { "" };
        format!("{about}{bare}{doubt}")
    }
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let form = || BadDate::Form(text.chars().take(40).collect());
        let Some((first, second)) = text.split_once('/') else {
            let End::At(point) = end(text, text)? else { return Err(form()) };
            return Ok(Self { start: End::At(point), end: None });
        };
        let date = Self { start: end(first, text)?, end: Some(end(second, text)?) };
        // An interval without any date says nothing.
        if date.earliest().is_none() && date.latest().is_none() {
            return Err(form());
        }
        match (date.earliest(), date.latest()) {
            (Some(from), Some(to)) if from > to => Err(BadDate::Reversed(text.to_owned())),
            _ => Ok(date),
        }
    }
}

/// One end of an interval, or a whole point; `whole` is what the message shows.
fn end(text: &str, whole: &str) -> Result<End, BadDate> {
    match text {
        "" => return Ok(End::Unknown),
        ".." => return Ok(End::Open),
        _ => {}
    }
    let form = || BadDate::Form(whole.chars().take(40).collect());
    let impossible = |why: String| BadDate::Impossible { text: whole.to_owned(), why };

    let (bare, uncertain, approximate) = match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], true, false),
        Some(b'~') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let mut groups = bare.split('-');
    let year = groups.next().unwrap_or_default();
    let (month, day) = (groups.next(), groups.next());
    if groups.next().is_some() || year.len() != 4 || month.is_some_and(|m| m.len() != 2) || day.is_some_and(|d| d.len() != 2) {
        return Err(form());
    }
    let number = |digits: &str| {
        if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse::<i16>().map_err(|_| form()) } else { Err(form()) }
    };
    let small = |digits: &str| number(digits).map(|n| n.unsigned_abs().to_le_bytes()[0]);

    let (year, part) = match (year.strip_suffix("XX"), year.strip_suffix('X'), month, day) {
        (Some(century), _, None, None) => (number(century)? * 100, Part::Century),
        (None, Some(decade), None, None) => (number(decade)? * 10, Part::Decade),
        (None, None, None, None) => (number(year)?, Part::Year),
        (None, None, Some("XX"), None | Some("XX")) => (number(year)?, Part::SomeMonth),
        (None, None, Some(month), None) => match (number(year)?, small(month)?) {
            (year, month @ 1..=12) => (year, Part::Month(month)),
            (year, season @ 21..=24) => (year, Part::Season(season)),
            (_, n) => return Err(impossible(format!("there is no month {n}; 01 to 12 are months, 21 to 24 spring to winter"))),
        },
        (None, None, Some(month), Some("XX")) => match (number(year)?, small(month)?) {
            (year, month @ 1..=12) => (year, Part::SomeDay(month)),
            (_, n) => return Err(impossible(format!("there is no month {n}"))),
        },
        (None, None, Some(month), Some(day)) => {
            let (year, month, day) = (number(year)?, small(month)?, small(day)?);
            if !(1..=12).contains(&month) {
                return Err(impossible(format!("there is no month {month}")));
            }
            let name = MONTHS[usize::from(month - 1)];
            civil::Date::new(year, month.cast_signed(), day.cast_signed())
                .map_err(|_| impossible(format!("{name} {year} has no day {day}")))?;
            (year, Part::Day(month, day))
        }
        _ => return Err(form()),
    };
    Ok(End::At(Point { year, part, uncertain, approximate }))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.end {
            None => self.start.to_string(),
            Some(end) => format!("{}/{end}", self.start),
        };
        f.pad(&text)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = match self {
            Self::Open => return f.write_str(".."),
            Self::Unknown => return Ok(()),
            Self::At(point) => point,
        };
        let year = point.year;
        match point.part {
            Part::Century => write!(f, "{:02}XX", year / 100),
            Part::Decade => write!(f, "{:03}X", year / 10),
            Part::Year => write!(f, "{year:04}"),
            Part::SomeMonth => write!(f, "{year:04}-XX"),
            Part::Season(n) | Part::Month(n) => write!(f, "{year:04}-{n:02}"),
            Part::SomeDay(month) => write!(f, "{year:04}-{month:02}-XX"),
            Part::Day(month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }?;
        match (point.uncertain, point.approximate) {
            (true, true) => f.write_str("%"),
            (true, false) => f.write_str("?"),
            (false, true) => f.write_str("~"),
            (false, false) => Ok(()),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, BadDate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl Ord for Date {
    /// By the first day, then the last, then the notation; no known beginning comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.earliest(), date.latest());
        key(self).cmp(&key(other)).then_with(|| (self.start, self.end).cmp(&(other.start, other.end)))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    fn range(text: &str) -> (String, String) {
        let show = |day: Option<civil::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        (show(date(text).earliest()), show(date(text).latest()))
    }

    #[test]
    fn each_notation_spans_the_days_that_edtf_says() {
        for (text, first, last) in [
            ("2007", "2007-01-01", "2007-12-31"),
            ("2007-02", "2007-02-01", "2007-02-28"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2007-05-14", "2007-05-14", "2007-05-14"),
            ("2016-21", "2016-03-01", "2016-05-31"),
            ("2016-23", "2016-09-01", "2016-11-30"),
            ("2016-24", "2016-12-01", "2017-02-28"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("2017-05-XX", "2017-05-01", "2017-05-31"),
            ("2014/2020", "2014-01-01", "2020-12-31"),
            ("2014-03/..", "2014-03-01", "-"),
            ("../2020", "-", "2020-12-31"),
            ("/2020-01-05", "-", "2020-01-05"),
        ] {
            assert_eq!(range(text), (first.to_owned(), last.to_owned()), "{text}");
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused_with_the_reason() {
        let why = |text: &str| text.parse::<Date>().map_err(|error| error.to_string()).unwrap_err();
        assert_eq!(why("2016-02-30"), "`2016-02-30` is impossible: February 2016 has no day 30");
        assert_eq!(why("2016-13"), "`2016-13` is impossible: there is no month 13; 01 to 12 are months, 21 to 24 spring to winter");
        assert_eq!(why("2016/2014"), "`2016/2014` runs backwards: the first date must not be later than the second");
        for bad in [
            "",
            "..",
            "/",
            "../..",
            "16",
            "2016-4",
            "2016-04-1",
            "2016-04-",
            "+2016",
            "2016-+4",
            "May 2016",
            "20X6",
            "199X-05",
            "٢٠١٦",
            "2016-04-05-06",
            "2016??",
        ] {
            assert!(matches!(bad.parse::<Date>(), Err(BadDate::Form(_))), "{bad}");
        }
    }

    #[test]
    fn a_year_can_be_neither_before_nor_after_one_of_its_months() {
        assert_eq!(date("2007").begun_by(&date("2007-06")), Truth::Unknown);
        assert_eq!(date("2007").begun_by(&date("2007")), Truth::Yes);
        assert_eq!(date("2007").begun_by(&date("2006-12")), Truth::No);
        assert_eq!(date("2007").over_before(&date("2008")), Truth::Yes);
        assert_eq!(date("2007").over_before(&date("2007-06")), Truth::Unknown);
        assert_eq!(date("2007").over_before(&date("2007")), Truth::No);
    }

    #[test]
    fn a_doubtful_date_is_one_unit_wider() {
        assert_eq!(date("2007").begun_by(&date("2007-12-31")), Truth::Yes);
        assert_eq!(date("2007~").begun_by(&date("2007-12-31")), Truth::Unknown);
        assert_eq!(date("2007~").begun_by(&date("2008-12-31")), Truth::Yes);
        assert_eq!(date("2007-05?").begun_by(&date("2007-03")), Truth::No);
    }

    #[test]
    fn the_ends_of_an_interval_are_dates_of_their_own() {
        assert_eq!(date("2014/2020").begun_by(&date("2015")), Truth::Yes);
        assert_eq!(date("2014/2020").over_before(&date("2019")), Truth::No);
        assert_eq!(date("2014/..").over_before(&date("2999")), Truth::No);
        assert_eq!(date("2014/").over_before(&date("2999")), Truth::Unknown);
        assert_eq!(date("2014/2020").end(), Some(date("2020")));
    }

    #[test]
    fn words_say_no_more_than_is_known() {
        for (text, words) in [
            ("2016-21", "spring 2016"),
            ("2017-05", "May 2017"),
            ("2017-05-14", "14 May 2017"),
            ("1997~", "about 1997"),
            ("2017?", "2017 (uncertain)"),
            ("2014/2020", "2014 to 2020"),
            ("2014/..", "from 2014"),
            ("199X", "the 1990s"),
        ] {
            assert_eq!(date(text).in_words(), words);
        }
        assert_eq!(date("2017-09-14").in_short(), "14 Sep 2017");
        assert_eq!(date("2016-21").in_short(), "spring 2016");
    }

    #[test]
    fn the_year_is_that_of_the_beginning_and_unknown_when_it_is_coarser() {
        for (text, year) in [("2007", Some(2007)), ("2016-24", Some(2016)), ("2014/..", Some(2014)), ("2017-05-XX?", Some(2017))] {
            assert_eq!(date(text).year(), year, "{text}");
        }
        for text in ["199X", "19XX", "../2020", "/2020", "199X/2005"] {
            assert_eq!(date(text).year(), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_is_written_the_same(text in "[0-9X?~%./-]{0,12}|\\PC{0,12}") {
            if let Ok(date) = text.parse::<Date>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }

        #[test]
        fn days_are_ordered_as_the_calendar_does(a in 0_i32..80_000, b in 0_i32..80_000) {
            let day = |n: i32| civil::Date::constant(1900, 1, 1).saturating_add(Span::new().days(n));
            let (first, second) = (Date::day(day(a)), Date::day(day(b)));
            prop_assert_eq!(first.cmp(&second), a.cmp(&b));
            prop_assert_eq!(first.begun_by(&second) == Truth::Yes, a <= b);
            prop_assert_eq!(first.over_before(&second) == Truth::Yes, a < b);
        }
    }
}
