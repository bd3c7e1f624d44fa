//! Lists of others enter: from a spreadsheet with heads of its own to records that can be asked, and nothing that is there is changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use accord::store::Base;

use crate::common::{Run, accord, copy, folder};

/// A folder with files to import, and a copy of the small base.
struct Desk {
    folder: PathBuf,
    base: PathBuf,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: folder("import"), base: copy() };
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Runs a command on the base, with the files it names in the folder.
    fn run(&self, command: &str, more: &[&str]) -> Run {
        let words: Vec<String> = command.split(' ').map(|word| if self.has(word) { self.path(word) } else { word.to_owned() }).collect();
        let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
        args.extend(more);
        args.extend(["--graph", self.base.to_str().unwrap()]);
        accord(&args)
    }

    fn texts(&self) -> Vec<(String, String)> {
        Base::open(&self.base).unwrap().files.into_iter().map(|file| (file.path, file.text)).collect()
    }

    fn sound(&self) {
        let run = self.run("check", &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let run = self.run("fmt", &["--check"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

/// Twenty agreements as somebody has noted them.
fn spreadsheet() -> String {
    let mut text = "\u{feff}No;Our side;Their side;What it is;When;Remarks\r\n".to_owned();
    let ours = ["Gomel", "Mozyr", "Rechitsa", "Zhlobin"];
    let theirs = ["Xuzhou", "Chengdu", "\"Huai'an, Jiangsu\"", "Lanzhou \"\"new\"\"", "昆山"];
    for (number, (a, b)) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))).enumerate() {
        let theirs = if b.contains('"') && !b.starts_with('"') { format!("\"{b}\"") } else { (*b).to_owned() };
        let (day, month, year) = (number % 28 + 1, number % 12 + 1, 2000 + number % 20);
        text += &format!("{};{a};{theirs};twinning;{day}.{month:02}.{year};\"=1+1; \"\"so\"\"\"\r\n", number + 1);
    }
    text
}

#[test]
fn a_spreadsheet_of_twenty_agreements_comes_in_and_goes_out_and_comes_in_again() {
    let desk = Desk::new(&[("list.csv", &spreadsheet())]);
    let run = desk.run("import list.csv", &["--dry-run"]);
    assert!(run.code == 2 && run.stderr.contains("--draft` writes a mapping"), "{run:?}");
    let run = desk.run("import list.csv", &["--draft"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = desk.run("import list.csv", &["--draft"]);
    assert!(run.code == 2 && run.stderr.contains("is there already"), "a mapping that was corrected is not lost: {run:?}");

    // What a person does: say which source says so, and what new parties are.
    let draft = desk.read("list.map.ron");
    assert!(
        draft.contains("\"Our side\": \"party\"") && draft.contains("\n    dates: \"d.m.y\"") && draft.contains("\"Remarks\": \"note\""),
        "{draft}"
    );
    let mapping = draft
        .replace("// \"source\": \"my-list\"", "\"source\": \"news\"")
        .replace(
            "// \"Our side\": {\"kind\": \"city\", \"within\": \"belarus\"}",
            "\"Our side\": {\"kind\": \"city\", \"within\": \"gomel-oblast\"}",
        )
        .replace(
            "// \"Their side\": {\"kind\": \"city\", \"within\": \"belarus\"}",
            "\"Their side\": {\"kind\": \"city\", \"within\": \"jiangsu\"}",
        )
        .replace("// \"What it is\"", "\"What it is\"")
        .replace("\"What it is\": \"note\"", "\"What it is\": \"form\"");
    desk.write("list.map.ron", &mapping);
    let before = desk.texts();
    let run = desk.run("import list.csv", &["--dry-run"]);
    assert!(run.code == 0 && run.stdout.contains("20 new agreements"), "{run:?}");
    assert!(desk.texts() == before && !desk.has("list.decisions.csv"), "a dry run changes nothing");
    let run = desk.run("import list.csv", &[]);
    assert!(run.code == 0 && run.stdout.contains("Added 25 records to list.ron"), "{run:?}");
    desk.sound();
    let file = fs::read_to_string(desk.base.join("list.ron")).unwrap();
    assert!(file.contains("Zhlobin and 昆山") && file.contains("Huai'an, Jiangsu") && file.contains("=1+1; \\\"so\\\""), "{file}");

    let after = desk.texts();
    let run = desk.run("import list.csv", &[]);
    assert!(run.code == 0 && run.stdout.contains("Nothing to change"), "{run:?}");
    assert_eq!(desk.texts(), after);

    // Out, and into another copy.
    let out = desk.path("out");
    assert_eq!(desk.run("export csv", &["--for", "excel", "--count", "all", "-o", &out]).code, 0);
    let other = Desk::new(&[]);
    let run = accord(&["import", &out, "--graph", other.base.to_str().unwrap()]);
    assert!(run.code == 0 && run.stdout.contains("20 new agreements"), "{run:?}");
    other.sound();
    let compared = accord(&["compare", "--with", &out, "--graph", other.base.to_str().unwrap()]);
    assert_eq!(compared.code, 1, "both say the same: {compared:?}");
    let ids = |desk: &Desk| desk.run("list", &["kind:agreement", "--format", "csv"]).stdout;
    assert!(ids(&desk).contains("zhlobin-kunshan"), "{}", ids(&desk));
    assert_eq!(ids(&desk), ids(&other));
}

/// Two cities of one name.
const TWINS: &str = "[
    City(
        id: \"twin-town-gansu\",
        names: {\"en\": \"Twin Town\", \"ru\": \"Близнецы\"},
        within: \"gansu\",
        basis: background,
        distinct_from: [\"twin-town-jiangsu\"],
    ),
    City(
        id: \"twin-town-jiangsu\",
        names: {\"en\": \"Twin Town\"},
        within: \"jiangsu\",
        basis: background,
        distinct_from: [\"twin-town-gansu\"],
    ),
]
";

#[test]
fn whom_a_name_means_can_be_decided_and_stays_decided() {
    let list = "source,target\nGomel,Twin Town\nMozyr,Xuzhou\nMinsk,=cmd|' /C calc'!A1\n";
    let args = [
        "--edges",
        "twinning",
        "--set",
        "kind=city",
        "--set",
        "within=gansu",
        "--set",
        "status=signed",
        "--set",
        "date=2019",
        "--source",
        "news",
    ];
    for (decision, expected) in [("twin-town-jiangsu", "twin-town-jiangsu"), ("new", "twin-town"), ("skip", "")] {
        let desk = Desk::new(&[("pairs.csv", list)]);
        fs::write(desk.base.join("twins.ron"), TWINS).unwrap();
        let run = desk.run("import pairs.csv", &args);
        assert!(run.code == 1 && run.stdout.contains("may mean several of the base: Twin Town: twin-town-gansu"), "{run:?}");
        assert!(run.stdout.contains("2 new agreements."), "the rest comes in: {run:?}");
        let decisions = desk.read("pairs.decisions.csv");
        assert!(decisions.starts_with('\u{feff}') && decisions.contains(",'=cmd|"), "no spreadsheet runs a name: {decisions}");
        let row = decisions.lines().find(|line| line.contains("Twin Town")).unwrap();
        assert!(row.contains(",Twin Town,Twin Town,,several of that name,twin-town-gansu twin-town-jiangsu"), "{decisions}");
        desk.write("pairs.decisions.csv", &decisions.replace("Twin Town,Twin Town,,", &format!("Twin Town,Twin Town,{decision},")));
        let run = desk.run("import pairs.csv", &args);
        let found = desk.run("list", &["kind:agreement", "with:gansu", "signed:2019", "--level", "city", "--format", "csv"]);
        let file = fs::read_to_string(desk.base.join("pairs.ron")).unwrap();
        if expected.is_empty() {
            assert!(run.code == 1 && !file.contains("twin-town"), "{run:?} {found:?}");
        } else {
            assert!(run.code == 0 && file.contains(&format!("\"gomel\", \"{expected}\"")), "{run:?}\n{file}");
            let again = desk.run("import pairs.csv", &args);
            assert!(again.code == 0 && again.stdout.contains("Nothing to change"), "{again:?}");
            assert!(desk.read("pairs.decisions.csv").contains(&format!("Twin Town,Twin Town,{expected},")));
        }
        desk.sound();
    }
}

#[test]
fn rows_that_cannot_come_in_go_to_a_file_with_line_and_reason() {
    let nodes = "id,label,kind,within\na,Alpha,city,gansu\nb,Beta,town,nowhere\nc,Gamma,spaceport,gansu\n";
    let edges = "source,target,type,status,date\na,gomel,cooperates_with,signed,2019\na,zzz,cooperates_with,signed,2019\na,b,cooperates_with,signed,2019\na,gomel,cooperates_with,sined,2019\na,mozyr,cooperates_with,signed,2019-13\na,a,cooperates_with,signed,2019\na,gomel,likes,signed,2019\na,minsk,cooperates_with,signed,2999\n";
    let more = "id,label\ngomel,Gomel\nminsk,Minsk\nmozyr,Mozyr\nbrest,Brest\n";
    let desk = Desk::new(&[("nodes.csv", nodes), ("edges.csv", edges), ("more.csv", more)]);
    let run = desk.run("import nodes.csv more.csv edges.csv", &["--source", "news", "--rejected", &desk.path("out.csv")]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("1 new tie.") && run.stdout.contains("Added 2 records to nodes.ron"), "{run:?}");
    let rejected = desk.read("out.csv").replace(&format!("{}/", desk.folder.display()), "");
    for expected in [
        "nodes.csv,3,lies in nothing that is known,nowhere",
        "nodes.csv,4,is of no kind that is known,spaceport",
        "more.csv,5,is of no kind that is known",
        "edges.csv,3,refers to a node that is not there,zzz",
        "edges.csv,4,has an end that does not come in,Beta",
        "edges.csv,5,has a value that its field does not take,status: sined; did you mean `signed`?",
        "edges.csv,6,has a value that its field does not take,",
        "edges.csv,7,joins a node with itself,",
        "edges.csv,8,is of no type of tie that is known,likes",
        "edges.csv,9,would not be sound in the base,",
    ] {
        assert!(rejected.contains(expected), "{expected}\n{rejected}");
    }
    assert_eq!(rejected.lines().count(), 11, "{rejected}");
    desk.sound();
}

#[test]
fn what_is_there_is_left_as_it_is_and_the_difference_is_told() {
    let nodes = "id,label,kind,status,date\nxcmg,XCMG,company,ended,2001\n";
    let desk = Desk::new(&[("others.csv", nodes)]);
    let before = desk.texts();
    let run = desk.run("import others.csv", &["--source", "news"]);
    assert!(run.code == 0 && run.stdout.contains("1 record is otherwise in the base"), "{run:?}");
    assert_eq!(desk.texts(), before);
    let run = desk.run("compare --with others.csv", &["--source", "news", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let of = |field: &str| document["rows"].as_array().unwrap().iter().find(|row| row["field"] == field).cloned();
    assert_eq!(of("status").unwrap()["theirs"], "ended", "{document}");
    assert_eq!(of("date").unwrap()["theirs"], "2001");
}

#[test]
fn what_is_asked_wrongly_is_told_with_what_to_do_and_nothing_is_changed() {
    let desk = Desk::new(&[
        ("pairs.csv", "source,target\nGomel,Xuzhou\n"),
        ("odd.bin", "?"),
        ("bad.map.ron", "Mapping(rows: \"tie\", columns: {\"sorce\": \"from\"})"),
        ("bad.decisions.csv", "id,decision\nGomel,Perhaps\n"),
        ("gone.decisions.csv", "id,decision\nGomel,nowhere-at-all\n"),
    ]);
    let before = desk.texts();
    let (mapping, decisions, gone) = (desk.path("bad.map.ron"), desk.path("bad.decisions.csv"), desk.path("gone.decisions.csv"));
    for (command, more, expected) in [
        ("import odd.bin", &[][..], "say which with --from: csv, graphml"),
        ("import missing.csv", &[], "cannot read `missing.csv`"),
        ("import pairs.csv", &["--source", "nws"], "there is no source `nws`"),
        ("import pairs.csv", &["--set", "king=city"], "these can: kind, within, edges, source, form"),
        ("import pairs.csv", &["--set", "kind=citty"], "`citty` is no kind; there are country, region"),
        ("import pairs.csv", &["--edges", "friends"], "neither a type of tie nor a form of agreement"),
        ("import pairs.csv", &["--into", "../other.ron"], "cannot hold records"),
        ("import pairs.csv", &["--word", "active"], "is not THEIRS=OURS"),
        ("import pairs.csv", &["--mapping", &mapping], "bad.map.ron:1: `"),
        ("import pairs.csv", &["--decisions", &decisions], "bad.decisions.csv:2: `Perhaps` is no decision"),
        ("import pairs.csv", &["--decisions", &gone], "the base has no such node"),
    ] {
        let run = desk.run(command, more);
        assert!(run.code == 2 && run.stderr.contains(expected), "{command} {more:?}: {run:?}");
    }
    assert_eq!(desk.texts(), before);
    let run = accord(&["import", &desk.path("pairs.csv")]);
    assert!(run.code == 2 && run.stderr.contains("the built-in base cannot be changed"), "{run:?}");
}

#[test]
fn a_file_beside_the_input_that_cannot_be_written_loses_nothing() {
    let desk = Desk::new(&[("pairs.csv", "source,target\nGomel,Xuzhou\n")]);
    let nowhere = desk.path("nowhere/d.csv");
    let args = ["--edges", "twinning", "--set", "status=signed", "--set", "date=2019", "--source", "news", "--decisions", &nowhere];
    let run = desk.run("import pairs.csv", &args);
    assert!(run.code == 0 && run.stderr.contains("cannot write") && run.stdout.contains("Added 1 record"), "{run:?}");
    desk.sound();
}

/// Real lists of others; they are not part of the project.
#[test]
fn real_lists_of_sister_cities_and_organisations_come_in() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let (twin, cities, ror) = (data.join("konect-twin/out.twin"), data.join("wikidata-sister-cities"), data.join("ror"));
    if ![&twin, &cities, &ror].iter().all(|path| path.exists()) {
        eprintln!("skipped: there are no lists in {}", data.display());
        return;
    }
    let earth = "[\n    Country(id: \"earth\", names: {\"en\": \"Earth\"}, basis: background),\n]\n";
    let twinnings = ["--edges", "twinning", "--set", "kind=city", "--set", "within=earth", "--set", "status=signed", "--source", "news"];
    let organisations = [
        "--edges",
        "cooperates_with",
        "--word",
        "organisation=body",
        "--word",
        "active=operating",
        "--word",
        "inactive=ended",
        "--word",
        "withdrawn=ended",
        "--set",
        "within=earth",
        "--set",
        "status=operating",
        "--source",
        "news",
    ];
    let (relations, names) = (cities.join("relations.tsv"), cities.join("names.tsv"));
    let (nodes, edges) = (ror.join("nodes.csv.gz"), ror.join("edges.csv.gz"));
    // A city and its partners a row, as many as it has, under numbers as heads.
    let partners: String = (0..66).map(|at| format!(", \"{at}\": \"to\"")).collect::<Vec<_>>().concat();
    let mapping = Desk::new(&[("map.ron", &format!("Mapping(rows: \"tie\", columns: {{\"\": \"from\"{partners}}})"))]).path("map.ron");
    // Nodes and edges of the files, and records that come in: those of KONECT as its own page counts them, those of the others as `sort -u` counts them, and
    // pairs of the table of partners as the `csv` of Python has them.
    for (files, args, size, code, expected) in [
        (&[twin][..], &twinnings[..], "14274 nodes and 20573 edges", 0, "20573 new agreements"),
        (
            &[data.join("konect-twin/adj_list.csv")],
            &[&["--mapping", &mapping], &twinnings[..]].concat(),
            "1833 nodes and 2033 edges",
            0,
            "1980 new agreements",
        ),
        (&[relations, names], &[&["--from", "edges"], &twinnings[..]].concat(), "10055 nodes and 34182 edges", 0, "17401 new agreements"),
        (&[nodes, edges], &organisations, "51370 nodes", 1, "7969 rows: refers to a node that is not there"),
    ] {
        let desk = Desk::new(&[]);
        fs::write(desk.base.join("earth.ron"), earth).unwrap();
        let (decisions, rejected) = (desk.path("d.csv"), desk.path("r.csv"));
        let files: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
        let args = [&["import"], &files[..], args, &["--decisions", &decisions, "--rejected", &rejected]].concat();
        let run = accord(&[&args[..], &["--graph", desk.base.to_str().unwrap()]].concat());
        let said = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(run.code == code && said.contains(size) && said.contains(expected), "{said} {}", run.stderr);
        let again = accord(&[&args[..], &["--graph", desk.base.to_str().unwrap()]].concat());
        assert!(again.stdout.contains("Nothing to change"), "{} {}", again.stdout, again.stderr);
    }
}

#[test]
fn papers_of_one_title_and_other_parties_are_others() {
    let table = "id,label,kind,form,status,date\np,Agreement on cooperation,agreement,agreement,signed,2019\ngomel,Gomel,city,,,\nchengdu,Chengdu,city,,,\nxuzhou,Xuzhou,city,,,\n";
    let edges = |party: &str| format!("source,target,type\ngomel,p,signed\n{party},p,signed\n");
    let desk = Desk::new(&[("nodes.csv", table), ("edges.csv", &edges("xuzhou"))]);
    let run = desk.run("import nodes.csv edges.csv", &["--source", "news"]);
    assert!(run.code == 0 && run.stdout.contains("1 new agreement."), "{run:?}");
    desk.write("nodes.csv", &table.replace("\np,", "\nq,"));
    desk.write("edges.csv", &edges("xuzhou").replace(",p,", ",q,"));
    let run = desk.run("import nodes.csv edges.csv", &["--source", "news"]);
    assert!(run.code == 0 && run.stdout.contains("1 agreement is there already"), "the same parties: {run:?}");
    desk.write("edges.csv", &edges("chengdu").replace(",p,", ",q,"));
    let run = desk.run("import nodes.csv edges.csv", &["--source", "news"]);
    assert!(run.code == 0 && run.stdout.contains("1 new agreement."), "other parties: {run:?}");
    desk.sound();
}

#[test]
fn twenty_thousand_rows_with_one_mistake_are_told_at_once() {
    let mut table = "A,B,Status\n".to_owned();
    (0..20_000).for_each(|number| table += &format!("Town {number},City {number},signd\n"));
    let mapping = "Mapping(rows: \"agreement\", columns: {\"A\": \"party\", \"B\": \"party\", \"Status\": \"status\"}, defaults: {\"form\": \"twinning\", \"source\": \"news\"}, new: {\"A\": {\"kind\": \"city\", \"within\": \"gomel-oblast\"}, \"B\": {\"kind\": \"city\", \"within\": \"gansu\"}})";
    let desk = Desk::new(&[("t.csv", &table), ("t.map.ron", mapping)]);
    let run = desk.run("import t.csv", &["--dry-run"]);
    assert!(run.code == 1 && run.stdout.contains("20000 rows: has a value that its field does not take: status: signd"), "{run:?}");
}
