//! A table, a mapping and decisions: the draft for any table is a mapping of it.
#![no_main]

use accord::exchange::import::{Decisions, Input, Mapping, Sheet};
use libfuzzer_sys::fuzz_target;

fn input(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), bytes: text.into() }
}

fuzz_target!(|texts: (&str, &str)| {
    let table = input("a.csv", texts.0);
    let _ = Decisions::read(&table);
    let mapping = Mapping::read(&input("a.map.ron", texts.1));
    let Ok(sheet) = Sheet::read(&table, 0) else { return };
    if let Ok(mapping) = mapping {
        let _ = mapping.apply(&table, &sheet);
    }
    let draft = Mapping::read(&input("a.map.ron", &Mapping::draft(&sheet))).expect("a draft is a mapping");
    draft.apply(&table, &sheet).expect("a draft fits its table");
});
