use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::common::{SMALL, accord, folder, json, keep, small};

/// What became of records: the word, and id or title.
fn told(document: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let row =
        |row: &Value| (text(&row["change"]), row["record"]["id"].as_str().map_or_else(|| text(&row["record"]["title"]), str::to_owned));
    document["rows"].as_array().unwrap().iter().map(row).collect()
}

fn pair(change: &str, record: &str) -> (String, String) {
    (change.to_owned(), record.to_owned())
}

/// A copy of the small base.
fn copy(to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(SMALL).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// The small base a year later: a plan came true, a supply ended, a centre was struck out, and a place got another name.
fn later(to: &Path) {
    copy(to);
    let change = |file: &str, from: &str, into: &str| {
        let path = to.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replacen(from, into, 1)).unwrap();
    };
    change("agreements.ron", "expected: \"2021\",\n        status: planned", "status: signed");
    change("others.ron", "date: \"2019\",\n        status: operating", "date: \"2019\",\n        until: \"2020\",\n        status: ended");
    change("places.ron", "{\"en\": \"Mozyr\"", "{\"en\": \"Mazyr\"");
    let others = fs::read_to_string(to.join("others.ron")).unwrap();
    let (before, rest) = others.split_once("    Event(").unwrap();
    assert!(before.contains("confucius-institute-gomel"));
    fs::write(to.join("others.ron"), format!("[\n    Event({rest}")).unwrap();
}

#[test]
fn terms_leave_the_records_of_some_and_their_part_of_the_network() {
    let document = json(&["diff", "2012", "2016", "in:brest-oblast"]);
    assert_eq!(told(&document), [pair("lapsed", "brest-gansu-2009")]);
    assert_eq!([&document["before"]["network"]["links"], &document["after"]["network"]["links"]], [1, 0]);
    for (args, why) in [(["status:signed"], "more than who and where"), (["--level=city"], "no level")] {
        let run = small(&[&["diff", "2012", "2016"], &args[..]].concat());
        assert!(run.code == 2 && run.stderr.contains(why), "{run:?}");
    }
}

#[test]
fn between_two_days_of_the_small_base_it_is_what_can_be_counted_by_hand() {
    let document = json(&["diff", "2012", "2016"]);
    assert_eq!(
        told(&document),
        [
            pair("new", "belarus-china-2015"),
            pair("new", "confucius-institute-gomel"),
            pair("new", "gomel-jiangsu-2013"),
            pair("new", "gomel-jiangsu-programme"),
            pair("new", "mozyr-xuzhou-2016"),
            pair("new", "silk-road-forum-2015"),
            pair("lapsed", "brest-gansu-2009"),
            pair("lapsed", "bsu-nanjing-2012"),
            // A letter of about 2017 may be of 2016.
            pair("undecided", "bsu-lanzhou-intent"),
        ]
    );
    let number = |side: &str, what: &str| document[side]["network"][what].as_u64().unwrap();
    assert_eq!((number("before", "links"), number("after", "links")), (4, 7));
    assert_eq!((number("before", "papers"), number("after", "papers")), (4, 6));
    assert_eq!((number("before", "region_pairs"), number("after", "region_pairs")), (3, 2));
    assert_eq!(document["regions_gained"].as_array().unwrap().len(), 1);
    assert_eq!(document["regions_lost"].as_array().unwrap().len(), 2);
    assert_eq!(small(&["diff", "2016", "2016"]).code, 1);
}

#[test]
fn between_two_folders_records_are_met_by_their_ids() {
    let folder = folder("diff");
    let (old, new) = (folder.join("old"), folder.join("new"));
    copy(&old);
    later(&new);
    let ask = |args: &[&str]| accord(&[&["diff", old.to_str().unwrap(), new.to_str().unwrap()], args].concat());
    let document: Value = serde_json::from_str(&ask(&["--format", "json"]).stdout).unwrap();
    assert_eq!(
        told(&document),
        [
            pair("upgraded", "gomel-sichuan-plan"),
            pair("lapsed", "XCMG supplies Tractor Works"),
            pair("removed", "confucius-institute-gomel"),
            pair("changed", "mozyr"),
        ]
    );
    assert_eq!(document["rows"][3]["fields"], serde_json::json!(["names"]));
    let text = ask(&[]).stdout;
    assert!(text.contains("1 city (list them with --all)"), "{text}");
    assert!(ask(&["--all"]).stdout.contains("Mazyr [city]: names"));
    assert!(ask(&["--as-of", "2019", "--format", "json"]).code < 2);
}

#[test]
fn revisions_are_read_by_git() {
    let folder = folder("revisions");
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        Command::new("git").arg("-C").arg(&folder).args(who).args(args).output().is_ok_and(|output| output.status.success())
    };
    assert!(git(&["init", "-q"]), "this test needs git, as whoever cloned the project has it");
    let base = folder.join("below/graph");
    copy(&base);
    assert!(git(&["add", "."]) && git(&["commit", "-qm", "one"]) && git(&["tag", "one"]));
    later(&base);
    assert!(git(&["commit", "-qam", "two"]));
    let ask = |args: &[&str]| accord(&[&["--graph", base.to_str().unwrap(), "diff"], args].concat());
    let document: Value = serde_json::from_str(&ask(&["git:one", "git:HEAD", "--format", "json"]).stdout).unwrap();
    assert_eq!(told(&document).len(), 4);
    assert_eq!(told(&document)[0], pair("upgraded", "gomel-sichuan-plan"));
    // A revision can be compared with what is in the folder now.
    assert_eq!(ask(&["git:HEAD", base.to_str().unwrap()]).code, 1);

    let refused = |args: &[&str], part: &str| {
        let run = ask(args);
        assert!(run.code == 2 && run.stderr.contains(part), "{args:?}: {run:?}");
    };
    refused(&["git:nowhere", "git:HEAD"], "git knows no revision `nowhere`");
    refused(&["git:--all", "git:HEAD"], "names no revision");
    fs::write(base.join("places.ron"), "[ Country( ]").unwrap();
    assert!(git(&["commit", "-qam", "three"]));
    refused(&["git:one", "git:HEAD"], "git:HEAD: the base is not sound");
    fs::remove_file(base.join("base.ron")).unwrap();
    assert!(git(&["commit", "-qam", "four"]));
    fs::copy(format!("{SMALL}/base.ron"), base.join("base.ron")).unwrap();
    refused(&["git:HEAD", "git:one"], "has no base at");
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_way_out() {
    let refused = |args: &[&str], part: &str| {
        let run = small(&[&["diff"], args].concat());
        assert!(run.code == 2 && run.stderr.contains(part), "{args:?}: {run:?}");
    };
    refused(&["2016", "2012"], "accord diff 2012 2016");
    refused(&["2012", SMALL], "a date cannot be compared with a base");
    refused(&["2012", "sometime"], "`sometime` is no date");
    refused(&["2012", "2016", "--as-of", "2014"], "leave out --as-of");
    let folder = folder("no-repository");
    refused(&["2012", folder.to_str().unwrap()], "is not a base");
    let run = Command::new(env!("CARGO_BIN_EXE_accord"))
        .args(["--graph", SMALL, "diff", "git:HEAD", "git:HEAD"])
        .env_clear()
        .env("PATH", &folder)
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&run.stderr).contains("git is not installed"), "{run:?}");
}

#[test]
fn diff_reads_like_this() {
    keep("diff", &[&["diff", "2012", "2016"], &["diff", "2005", "2020-06", "--all"], &["diff", "2016", "2016"]]);
}
