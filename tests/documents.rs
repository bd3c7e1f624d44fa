//! The documents are complete and lead where they say: a page for each command, examples in each help, no dead link.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sealed;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use accord::model::{Kind, KindSet, Role, TieType};

/// What stands for something else where a document shows the pattern of a command.
const PLACEHOLDERS: [&str; 9] = ["COMMAND", "DIR", "ENTITY", "FILE", "NAME", "PLACE", "RULE", "TERM", "TEXT"];

/// Examples of README and the help that may answer with a clean "no".
const WITHOUT_ANSWER: [&str; 4] = [
    "accord bridges --lapse-before 2015",
    "accord bridges kind:place",
    "accord clusters kind:university --method biconnected",
    "accord structure kind:university --part holes --top 5",
];

#[test]
fn the_base_that_readme_gives_to_copy_is_sound_and_answers() {
    let (_, readme) = sealed::documents().into_iter().find(|(path, _)| path == "README.md").unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("base-of-readme");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let blocks: Vec<&str> = readme.split("\n```ron\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    for (name, beginning) in [("base.ron", "Base("), ("records.ron", "[\n")] {
        let block = blocks.iter().find(|block| block.starts_with(beginning)).unwrap();
        std::fs::write(folder.join(name), block).unwrap();
    }
    for command in ["check", "links Gansu"] {
        let transcript = sealed::run(&format!("accord {command} --graph {}", folder.display()));
        assert_eq!(transcript.code, 0, "{}", transcript.text);
    }
}

#[test]
fn every_command_has_a_page_and_every_page_a_command() {
    let commands: BTreeSet<String> = sealed::commands().into_iter().collect();
    let pages: BTreeSet<String> = sealed::documents()
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("docs/commands/")?.strip_suffix(".md").map(str::to_owned))
        .filter(|name| name != "README")
        .collect();
    assert!(commands.len() > 1, "the help lists no commands");
    assert_eq!(pages, commands);
}

#[test]
fn every_page_of_a_command_opens_with_its_name() {
    for (path, text) in sealed::documents() {
        if let Some(name) = path.strip_prefix("docs/commands/").and_then(|name| name.strip_suffix(".md")).filter(|name| *name != "README") {
            let first = text.lines().next().unwrap_or_default();
            assert!(first.starts_with(&format!("# accord {name}")), "{path} begins with `{first}`");
        }
    }
}

#[test]
fn readme_has_an_example_of_every_command() {
    let (_, readme) = sealed::documents().into_iter().find(|(path, _)| path == "README.md").unwrap();
    for command in sealed::commands() {
        assert!(readme.contains(&format!("`accord {command}")), "README.md does not show `accord {command}`");
    }
}

#[test]
fn every_example_can_be_run() {
    // What a shell does with the answer is for the shell.
    let command = |example: &str| example.split(" > ").flat_map(|part| part.split(" | ")).next().unwrap_or_default().trim().to_owned();
    // Each command once, with the place that shows it.
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    let helps = sealed::commands().into_iter().map(|command| format!("accord {command} --help"));
    for help in helps.chain(["accord --help".to_owned()]) {
        let text = sealed::run(&help).text;
        let lines = text.lines().skip_while(|line| *line != "Examples:").skip(1);
        // A remark stands two blanks and more behind the command.
        let shown = lines.filter(|line| line.starts_with("  accord ")).filter_map(|line| line[2..].split("  ").next());
        let shown: Vec<&str> = shown.collect();
        assert!(!shown.is_empty(), "`{help}` has no examples");
        examples.extend(shown.into_iter().map(|example| (command(example), help.clone())));
    }
    for (path, text) in sealed::documents() {
        let blocks = text.split("\n```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
        let lines = blocks.flat_map(str::lines).filter_map(|line| line.split(" #").next());
        let spans = text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2));
        // `accord show` in a sentence is the name of a command.
        let spans = spans.filter(|span| span.split(' ').count() > 2);
        let shown = lines.chain(spans).filter(|line| line.starts_with("accord ") && !line.contains(['…', '<']));
        // `accord explain RULE` is a pattern, no example.
        let is_placeholder = |word: &str| PLACEHOLDERS.contains(&word);
        let shown = shown.filter(|line| !line.split(' ').any(is_placeholder));
        for example in shown {
            examples.entry(command(example)).or_insert_with(|| path.clone());
        }
    }
    let mut faults = String::new();
    for (example, place) in examples {
        // 0 is an answer, 1 a clean "no"; 2 would be wrong usage. README and the help show what finds something.
        let transcript = sealed::run(&example);
        let is_shown_to_answer = place == "README.md" || place.ends_with("--help");
        let most = i32::from(!is_shown_to_answer || WITHOUT_ANSWER.contains(&example.as_str()));
        if transcript.code > most {
            let _ = writeln!(faults, "{place} gives the example `{example}`, which ends with:\n{}", transcript.text);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_link_of_a_document_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in sealed::documents() {
        for target in links(&text) {
            let file = target.split('#').next().unwrap_or_default();
            let there = root.join(&path).parent().unwrap().join(file);
            assert!(file.is_empty() || there.exists(), "{path} links to `{target}`, which is not there");
        }
    }
}

/// The targets of the Markdown links of a text that lead to no other site.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

#[test]
fn every_path_that_the_documents_for_developers_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in sealed::documents() {
        if !["docs/ARCHITECTURE.md", "docs/CONTRIBUTING.md"].contains(&path.as_str()) {
            continue;
        }
        let spans = text.split('`').skip(1).step_by(2);
        let named = spans.filter(|span| ["src/", "tests/", "docs/", "graph/", ".ci/"].iter().any(|top| span.starts_with(top)));
        for name in named.filter(|name| !name.contains(['<', '*', '…', ' '])) {
            assert!(root.join(name).exists(), "{path} names `{name}`, which is not there");
        }
    }
}

#[test]
fn the_table_of_ties_is_that_of_the_program() {
    let (_, text) = sealed::documents().into_iter().find(|(path, _)| path == "docs/format.md").unwrap();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip_while(|line| !line.starts_with("| type | from → to |"))
        .skip(2)
        .map_while(|line| Some(line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect()))
        .collect();
    let kinds = |words: &str| {
        words.split(", ").fold(KindSet::of(&[]), |set, word| match word {
            "place" => set.with(KindSet::PLACES),
            "organisation" => set.with(KindSet::ORGANISATIONS),
            word => set.with(KindSet::of(&[*Kind::ALL.iter().find(|kind| kind.word() == word).unwrap()])),
        })
    };
    assert_eq!(rows.len(), TieType::ALL.len());
    for (cells, tie) in rows.iter().zip(TieType::ALL) {
        let row = tie.row();
        let [head, ends, cooperation, meets] = cells.as_slice() else { panic!("{cells:?}") };
        let (from, to) = ends.split_once(" → ").unwrap();
        assert!(head.starts_with(&format!("`{}`", row.word)), "{head}");
        assert_eq!((kinds(from), kinds(to)), (row.from, row.to), "{head}");
        assert_eq!(head.contains("(either way)"), row.symmetric, "{head}");
        assert_eq!(head.split_once("(write `").and_then(|(_, rest)| rest.strip_suffix("`)")), row.inline, "{head}");
        let role = match row.role {
            Role::Cooperation => "yes",
            Role::Contact => "contact",
            Role::Structure => "no (structure)",
        };
        assert_eq!((*cooperation, meets.starts_with("yes")), (role, row.meets), "{head}");
    }
}
