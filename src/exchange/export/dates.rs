//! How precise is a date, where a format has a type for each precision?

use crate::model::Date;

/// The beginning and the end of a date as texts, in EDTF: of an interval its two ends, of any other date itself and nothing.
pub(super) fn ends(date: &Date) -> (Option<String>, Option<String>) {
    let text = date.to_string();
    let known = |end: &str| (!matches!(end, "" | "..")).then(|| end.to_owned());
    match text.split_once('/') {
        Some((start, end)) => (known(start), known(end)),
        None => (Some(text), None),
    }
}

/// A date that is known to the year, month or day, and nothing else is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Year,
    Month,
    Day,
}

/// How precise the text of a date is; `None` for a season, a decade, or what is marked as uncertain.
pub(super) fn plain(text: &str) -> Option<Plain> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &&str| digits(part, 2) && part.parse().is_ok_and(|month: u8| month <= 12);
    match parts.as_slice() {
        [year] if digits(year, 4) => Some(Plain::Year),
        [year, month] if digits(year, 4) && is_month(month) => Some(Plain::Month),
        [year, month, day] if digits(year, 4) && is_month(month) && digits(day, 2) => Some(Plain::Day),
        _ => None,
    }
}

/// What a date says of year, month and day, as ISO 8601 has it: `2007` of `2007~` and of spring 2007, nothing of `199X`.
pub(super) fn prefix(text: &str) -> Option<&str> {
    let lengths = [10, 7, 4];
    lengths.into_iter().find_map(|length| text.get(..length).filter(|prefix| plain(prefix).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_as_it_is_known() {
        for (text, precision, begins) in [
            ("2007", Some(Plain::Year), Some("2007")),
            ("2007-05", Some(Plain::Month), Some("2007-05")),
            ("2007-05-14", Some(Plain::Day), Some("2007-05-14")),
            ("2007~", None, Some("2007")),
            ("2007-05-14?", None, Some("2007-05-14")),
            ("2016-21", None, Some("2016")),
            ("2017-05-XX", None, Some("2017-05")),
            ("2017-XX", None, Some("2017")),
            ("199X", None, None),
        ] {
            assert_eq!((plain(text), prefix(text)), (precision, begins), "{text}");
        }
    }

    #[test]
    fn an_interval_has_the_ends_that_are_known() {
        let ends = |text: &str| ends(&text.parse().unwrap());
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(ends("2014/2020-05"), (text("2014"), text("2020-05")));
        assert_eq!(ends("../2020"), (None, text("2020")));
        assert_eq!(ends("2014/"), (text("2014"), None));
        assert_eq!(ends("2016-21"), (text("2016-21"), None));
    }
}
