//! A mapping to begin with: what the columns of a table seem to mean, to be corrected.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Mapping, Sheet, mapping::ordered};
use crate::{
    model::{Date, Form, Kind, Status},
    store::quoted,
};

impl Mapping {
    /// A mapping for a table, with what its heads seem to mean, to be corrected.
    #[must_use]
    pub fn draft(sheet: &Sheet) -> String {
        let mut text = String::from(
            "// What the columns of the table mean. Correct it, then run `accord import` with --dry-run.\n// docs/commands/import.md has all fields and an example.\nMapping(\n    rows: \"agreement\", // or \"tie\", or a kind of node: \"university\", \"city\", …\n    columns: {\n",
        );
        let guesses: Vec<Option<&str>> = sheet.heads.iter().map(|head| guess(head)).collect();
        let mut samples = vec![""; sheet.heads.len()];
        for (_, cells) in &sheet.rows {
            samples.iter_mut().zip(cells).filter(|(sample, _)| sample.is_empty()).for_each(|(sample, cell)| *sample = cell.trim());
        }
        for ((head, guess), sample) in sheet.heads.iter().zip(&guesses).zip(samples) {
            let sample: String = sample.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
            // Writing to a string cannot fail.
            let _ = match guess {
                Some(field) => writeln!(text, "        {}: {}, // such as {sample}", quoted(head), quoted(field)),
                None => writeln!(text, "        // {}: \"note\", // such as {sample}", quoted(head)),
            };
        }
        text += "    },\n    // separator: \";\", // what parts several parties in a cell\n";
        text += &match date_order(sheet, &guesses).as_slice() {
            [] => "    // dates: \"d.m.y\", // how dates are written, if not as 2007-05-14, 2007-05 or 2007\n".to_owned(),
            [order] => format!("    dates: {}, // the order of day, month and year in the table\n", quoted(order)),
            [order, others @ ..] => {
                format!("    dates: {}, // or {}: the table has no date that only one of them fits\n", quoted(order), others.join(", "))
            }
        };
        text += &words(sheet, &guesses);
        text += "    defaults: {\n";
        let has = |field: &str| guesses.contains(&Some(field));
        text += if has("form") { "        // \"form\": \"agreement\",\n" } else { "        \"form\": \"agreement\",\n" };
        text += if has("status") { "        // \"status\": \"signed\",\n" } else { "        \"status\": \"signed\",\n" };
        text += "        // \"source\": \"my-list\", // who says so: the id of a source of the base\n    },\n";
        text += "    // What parties are that the base does not have yet.\n    new: {\n";
        for (head, _) in sheet.heads.iter().zip(&guesses).filter(|(_, guess)| **guess == Some("party")) {
            let _ = writeln!(text, "        // {}: {{\"kind\": \"city\", \"within\": \"belarus\"}},", quoted(head));
        }
        text + "    },\n)\n"
    }
}

/// So many words of a column that are none of ours are offered in a draft; a column with more has texts rather than words.
const MOST_WORDS: usize = 20;

/// What is in the cells of the columns that seem to be one of these fields.
fn under<'a>(sheet: &'a Sheet, guesses: &[Option<&str>], fields: &[&str]) -> impl Iterator<Item = &'a str> {
    let is_one = |guess: Option<&str>| guess.is_some_and(|guess| fields.contains(&guess));
    let cells = sheet.rows.iter().flat_map(move |(_, cells)| cells.iter().zip(guesses).filter(move |(_, guess)| is_one(**guess)));
    cells.map(|(cell, _)| cell.trim()).filter(|cell| !cell.is_empty())
}

/// The words of a draft: what columns of forms and statuses say that is none of our words, to be translated.
fn words(sheet: &Sheet, guesses: &[Option<&str>]) -> String {
    let forms: Vec<&str> = Form::of(Kind::Agreement).map(Form::word).collect();
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    let mut text = String::new();
    for (field, ours) in [("form", forms), ("status", statuses)] {
        let mut theirs: BTreeMap<&str, usize> = BTreeMap::new();
        let is_ours = |cell: &str| ours.contains(&cell.to_lowercase().replace([' ', '-'], "_").as_str());
        for cell in under(sheet, guesses, &[field]).filter(|cell| !is_ours(cell)) {
            *theirs.entry(cell).or_default() += 1;
        }
        if !theirs.is_empty() && theirs.len() <= MOST_WORDS {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "        // Ours for a {field} are: {}", ours.join(", "));
            for (word, count) in theirs {
                let _ =
                    writeln!(text, "        // {}: \"\", // a {field} in {count} row{}", quoted(word), if count == 1 { "" } else { "s" });
            }
        }
    }
    if text.is_empty() {
        "    // words: {\"in force\": \"operating\"}, // words of the table, and ours for them\n".to_owned()
    } else {
        format!("    // Words of the table, and ours for them.\n    words: {{\n{text}    }},\n")
    }
}

/// The orders of day, month and year that fit most cells of the columns that seem to have dates, if they are not as ISO 8601 has them. One cell that is no date
/// at all (`unknown`) is no reason to guess nothing.
fn date_order(sheet: &Sheet, guesses: &[Option<&str>]) -> Vec<&'static str> {
    let cells: Vec<&str> = under(sheet, guesses, &["date", "until"]).collect();
    let is_iso = |cell: &str| cell.parse::<Date>().is_ok();
    let fits = |order: &str, cell: &str| !is_iso(cell) && ordered(order, cell).is_some_and(|date| is_iso(&date));
    let orders = ["d.m.y", "m/d/y", "y.m.d"].map(|order| (order, cells.iter().filter(|cell| fits(order, cell)).count()));
    let most = orders.iter().map(|(_, count)| *count).max().unwrap_or(0);
    orders.into_iter().filter(|(_, count)| most > 0 && *count == most).map(|(order, _)| order).collect()
}

/// The field that a head seems to mean: the first one of which a word of it begins so, as *договор* is no *до*, and *information* no *form*. What is written
/// without blanks has it anywhere.
fn guess(head: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &[&str])] = &[
        ("until", &["until", "expir", "end", "valid", "до ", "истек", "истеч", "окончан", "到期"]),
        ("date", &["date", "signed", "year", "when", "дата", "год", "подписан", "日期"]),
        ("status", &["status", "state of", "force", "статус", "состояние", "状态"]),
        ("form", &["form", "type", "kind", "вид", "тип", "类型"]),
        (
            "party",
            &[
                "party",
                "parties",
                "partner",
                "side",
                "city",
                "university",
                "organi",
                "company",
                "region",
                "province",
                "oblast",
                "сторона",
                "партнер",
                "партнёр",
                "город",
                "организац",
                "方",
            ],
        ),
        ("title", &["title", "agreement", "name", "subject", "document", "название", "соглашен", "договор", "名称"]),
        ("fields", &["field", "area", "sector", "сфера", "область сотруд", "领域"]),
        ("url", &["url", "link", "http", "web", "ссылка"]),
        ("source", &["source", "reference", "found", "according", "источник", "来源"]),
        ("amount", &["amount", "value", "sum", "сумма"]),
        ("currency", &["currency", "валюта"]),
        ("note", &["note", "comment", "remark", "примечан", "комментар", "备注"]),
    ];
    // Every word of the head with a blank before and after it.
    let words: Vec<String> = head.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let head = format!(" {} ", words.join(" "));
    let has = |word: &&str| if word.chars().any(|c| c >= '\u{2e80}') { head.contains(*word) } else { head.contains(&format!(" {word}")) };
    WORDS.iter().find(|(_, words)| words.iter().any(has)).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Input, plan::Rules},
        *,
    };

    fn input(name: &str, text: &str) -> Input {
        Input { name: name.to_owned(), bytes: text.into() }
    }

    #[test]
    fn heads_are_guessed_by_whole_words_that_begin_so() {
        for (head, expected) in [
            ("Договор", Some("title")),
            ("Действует до", Some("until")),
            ("Дата окончания", Some("until")),
            ("Дата подписания", Some("date")),
            ("End date", Some("until")),
            ("Gender", None),
            ("Information source", Some("source")),
            ("PARTY_A", Some("party")),
            ("签署日期", Some("date")),
            ("Capacity", None),
            ("", None),
        ] {
            assert_eq!(guess(head), expected, "{head}");
        }
    }

    #[test]
    fn a_draft_offers_the_words_to_translate_and_says_which_orders_of_dates_fit() {
        let draft = |text: &str| Mapping::draft(&Sheet::read(&input("a.csv", text), 0).unwrap());
        let text = draft("Side;Status;Type;Signed\na;в силе;Twinning;5.4.2015\nb;в силе;\"\"\"x\"\"\";unknown\nc;signed;;2015\n");
        assert!(text.contains("\n        // \"в силе\": \"\", // a status in 2 rows\n"), "{text}");
        assert!(text.contains("\n        // \"\\\"x\\\"\": \"\", // a form in 1 row\n"), "{text}");
        assert!(!text.contains("Twinning\": ") && !text.contains("\"signed\": "), "{text}");
        assert!(text.contains("\n    dates: \"d.m.y\", // or m/d/y: the table has no date"), "{text}");
        assert!(draft("Signed\n15.4.2015\n").contains("\n    dates: \"d.m.y\", // the order"));
        assert!(draft("Signed\n4/15/2015\n").contains("\n    dates: \"m/d/y\", // the order"));
        assert!(draft("Signed\n2015\n").contains("\n    // dates: "));
    }

    #[test]
    fn a_draft_is_a_mapping_that_fits_its_table() {
        let table = input("a.csv", "Belarusian side;Chinese side;\"Date \"\"signed\"\"\";Odd\nGomel;Huai'an;1997;?\n");
        let sheet = Sheet::read(&table, 0).unwrap();
        let mapping = Mapping::read(&input("a.map.ron", &Mapping::draft(&sheet))).unwrap();
        let incoming = mapping.apply(&table, &sheet).unwrap();
        assert_eq!((incoming.tables.nodes.len(), incoming.tables.edges.len(), incoming.rejected.len()), (3, 2, 0));
        mapping.rules(&mut Rules::default()).unwrap();
    }
}
