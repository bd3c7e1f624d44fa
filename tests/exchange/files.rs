//! How an export is asked for, what it says, and what becomes of the files.

use std::fs;

use serde_json::Value;

use crate::{export, folder};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_format_of_one_file_goes_to_stdout_and_what_is_lost_to_stderr() {
    let output = export("small", &["geojson"]);
    assert_eq!(output.status.code(), Some(0));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["type"], "FeatureCollection");
    // Of Sichuan no position is known, so what lies there has none but that of China.
    let chengdu = document["features"].as_array().unwrap().iter().find(|feature| feature["id"] == "chengdu").unwrap();
    assert_eq!(chengdu["properties"]["at"], "china");
    assert_eq!(chengdu["geometry"]["coordinates"], serde_json::json!([103.0, 35.0]));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("loss: 3 claims are left out"), "{stderr}");
    assert_eq!(text(&export("small", &["geojson", "--quiet"]).stderr), "");
}

#[test]
fn a_format_of_several_files_asks_for_a_folder_and_leaves_other_files_in_it_alone() {
    let output = export("small", &["gephi"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
    assert!(text(&output.stderr).contains("accord export gephi -o gephi"), "{output:?}");
    let folder = folder("several");
    fs::write(folder.join("mine.txt"), "mine").unwrap();
    fs::write(folder.join("nodes.csv"), "old").unwrap();
    for _ in 0..2 {
        assert!(export("small", &["gephi", "-o", folder.to_str().unwrap()]).status.success());
        let mut names: Vec<String> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["datapackage.json", "edges.csv", "mine.txt", "nodes.csv"]);
    }
    assert_eq!(fs::read_to_string(folder.join("mine.txt")).unwrap(), "mine");
    assert!(fs::read_to_string(folder.join("nodes.csv")).unwrap().starts_with("Id,Label,kind,"));
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_is_changed() {
    let folder = folder("unwritable");
    fs::write(folder.join("file"), "old").unwrap();
    let below = folder.join("file/base.gml");
    let output = export("small", &["gml", "-o", below.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("nothing was changed"), "{output:?}");
    let output = export("small", &["gml", "-o", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is a folder"), "{output:?}");
    // The second of two tables cannot take the place of a folder, so the first is as it was.
    fs::create_dir(folder.join("edges.csv")).unwrap();
    fs::write(folder.join("nodes.csv"), "old").unwrap();
    let output = export("small", &["csv", "-o", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("nodes.csv")).unwrap(), "old");
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_str().unwrap().starts_with('.')), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_what_it_leads_to_is_replaced() {
    let folder = folder("link");
    fs::write(folder.join("real"), "old").unwrap();
    std::os::unix::fs::symlink("real", folder.join("link")).unwrap();
    assert!(export("small", &["gml", "-o", folder.join("link").to_str().unwrap()]).status.success());
    assert!(folder.join("link").is_symlink());
    assert!(fs::read_to_string(folder.join("real")).unwrap().starts_with("graph ["));
    // A device is written to, and stays one.
    assert!(export("small", &["gml", "-o", "/dev/null"]).status.success());
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_view_that_a_format_cannot_show_is_refused_with_those_that_it_can() {
    let output = export("small", &["turtle", "--links"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("ties"), "{output:?}");
    assert_eq!(export("small", &["gexf", "--for", "excel"]).status.code(), Some(2));
    assert_eq!(export("small", &["gexf", "--format", "json"]).status.code(), Some(2));
}

#[test]
fn nothing_is_a_clean_no_and_a_file_without_nodes() {
    let output = export("small", &["graphml", "kind:park"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stdout).contains("<node") && text(&output.stdout).ends_with("</graphml>\n"));
}

#[test]
fn for_a_spreadsheet_formulas_are_harmless_and_numbers_stay_numbers() {
    let (plain, excel) = (folder("plain"), folder("excel"));
    let write = |folder: &std::path::Path, more: &[&str]| {
        let args = [&["csv", "--count", "all", "-o", folder.to_str().unwrap()], more].concat();
        assert!(export("hostile", &args).status.success());
        fs::read_to_string(folder.join("nodes.csv")).unwrap()
    };
    let cell = |text: &str, id: &str, column: &str| {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let at = reader.headers().unwrap().iter().position(|head| head == column).unwrap();
        reader.records().map(Result::unwrap).find(|row| &row[0] == id).unwrap()[at].to_owned()
    };
    let (plain, excel) = (write(&plain, &[]), write(&excel, &["--for", "excel"]));
    assert!(excel.starts_with('\u{feff}') && !plain.starts_with('\u{feff}'));
    assert_eq!(cell(&plain, "formula", "name_zh"), "=1+1");
    assert_eq!(cell(&excel, "formula", "name_zh"), "'=1+1");
    assert_eq!(cell(&excel, "planned", "label"), "'@at");
    assert_eq!(cell(&excel, "near", "latitude"), "-53.5");
}

#[test]
fn turtle_has_dates_as_precise_as_they_are_known() {
    let turtle = text(&export("small", &["turtle", "--count", "all"]).stdout);
    for literal in [
        r#"schema:dateCreated "2013-05-14"^^xsd:date"#,
        r#"schema:dateCreated "2005-09"^^xsd:gYearMonth"#,
        r#"schema:dateCreated "2009"^^xsd:gYear"#,
        r#"schema:dateCreated "2010?"^^edtf:EDTF"#,
        r#"schema:dateCreated "2016-21"^^edtf:EDTF"#,
        r#"schema:dateCreated "2016"^^xsd:gYear ;
    schema:expires "2018"^^xsd:gYear"#,
        r#"accord:spokenOf "2018"^^xsd:gYear"#,
    ] {
        assert!(turtle.contains(literal), "{literal}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let losses = |args: &[&str]| {
        let stderr = text(&export("small", &[args, &["--count", "all"]].concat()).stderr);
        stderr.lines().filter_map(|line| line.strip_prefix("loss: ").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(losses(&["turtle"]), ["3 claims are left out"]);
    // `2016-21` (spring), `2017~` and `2010?`.
    let ftm = losses(&["ftm"]);
    assert!(ftm.contains(&"3 dates are cut to what they say of year, month and day".to_owned()), "{ftm:?}");
    assert!(ftm.contains(&"3 documents are cited by id, without title, author and date".to_owned()), "{ftm:?}");
    // None in the small base is without a position at least of its country.
    assert!(!losses(&["geojson"]).iter().any(|loss| loss.contains("position")));
}
