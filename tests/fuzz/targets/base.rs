//! A file of a base: read, checked, laid out; what is sound is written as it was read.
#![no_main]

use accord::{
    check,
    store::{Base, SourceFile, laid_out, read},
};
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "Base(schema: 1, name: \"a\", title: \"A\", version: \"1\", updated: \"2026-01-01\", licence: \"CC0-1.0\", languages: [\"en\"], sides: [])";

fn base(text: &str) -> Base {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    Base { folder: None, files: vec![file("base.ron", HEADER), file("records.ron", text)] }
}

fuzz_target!(|text: &str| {
    let checked = check::check(read(base(text)));
    if let Ok(once) = laid_out(&base(text), 1) {
        assert_eq!(laid_out(&base(&once), 1).ok().as_ref(), Some(&once), "laid out again it is another");
        // A comma too many may be mended by it.
        let again = check::check(read(base(&once)));
        assert!(again.graph.is_some() || checked.graph.is_none(), "its layout makes it another");
    }
});
