//! `accord draw` as it is typed: where the figure goes, what is refused, what is kept.

use std::fs;

use crate::common::{accord, folder, json, small};

/// A path in a folder of its own.
fn path(name: &str) -> String {
    folder("draw").join(name).display().to_string()
}

#[test]
fn a_figure_says_what_was_counted_and_from_which_base() {
    let file = path("network.svg");
    let document = json(&["draw", "-o", &file]);
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    let fingerprint = document["fingerprint"].as_str().unwrap();
    for words in ["Counted: signed, operating", "Left out:", fingerprint, "Drawn by accord"] {
        assert!(svg.contains(words), "{words}");
    }
    // One line of the legend says what one link is, and every line between dots says which.
    assert_eq!(usize::try_from(document["drawn"]["lines"].as_u64().unwrap()).unwrap(), svg.matches(" — ").count());
}

#[test]
fn standard_output_has_the_same_figure() {
    let file = path("network.svg");
    assert_eq!(small(&["draw", "--level", "region", "-o", &file]).code, 0);
    let run = small(&["draw", "--level", "region", "-o", "-", "--as", "svg"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, fs::read_to_string(&file).unwrap());
}

#[test]
fn a_figure_without_a_place_or_a_format_is_refused_with_the_remedy() {
    for (args, remedy) in [
        (&["draw"][..], "-o network.svg"),
        (&["draw", "-o", "network"], "--as svg"),
        (&["draw", "-o", "network.jpg"], "svg, png, pdf"),
        (&["draw", "-o", "-"], "--as svg"),
        (&["draw", "-o", "x.svg", "--size", "large"], "174mmx120mm"),
        (&["draw", "-o", "x.svg", "--theme", "blue"], "color, print, bw, dark"),
    ] {
        let run = small(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains(remedy), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_folder_that_is_not_there_leaves_no_file() {
    let run = small(&["draw", "-o", &path("none/network.svg")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot write"), "{}", run.stderr);
}

#[test]
fn an_old_file_is_replaced_whole_and_nothing_stays_beside_it() {
    let folder = folder("draw");
    let file = folder.join("network.svg");
    fs::write(&file, "old".repeat(100_000)).unwrap();
    assert_eq!(small(&["draw", "-o", &file.display().to_string()]).code, 0);
    assert!(fs::read_to_string(&file).unwrap().ends_with("</svg>\n"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn nothing_to_draw_is_a_clean_no_with_a_figure_that_says_so() {
    let file = path("nothing.svg");
    let run = small(&["draw", "kind:event", "-o", &file]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(fs::read_to_string(&file).unwrap().contains("Nothing to draw"));
}

#[test]
fn kept_places_give_the_same_figure_and_a_foreign_file_is_refused() {
    let (file, places) = (path("network.svg"), path("places.csv"));
    let args = ["draw", "-o", &file, "--keep", &places];
    assert_eq!(small(&args).code, 0);
    let (first, kept) = (fs::read(&file).unwrap(), fs::read(&places).unwrap());
    assert_eq!(small(&args).code, 0);
    assert_eq!((fs::read(&file).unwrap(), fs::read(&places).unwrap()), (first, kept));
    for wrong in ["a,b\n1,2\n", "id,x,y\ngansu,1,far\n", "id,x,y\ngansu,1,inf\n", "id,x,y\ngansu,1\n"] {
        fs::write(&places, wrong).unwrap();
        let run = small(&args);
        assert_eq!(run.code, 2, "{wrong}");
        assert!(run.stderr.contains("places.csv"), "{}", run.stderr);
    }
}

#[test]
fn partners_are_drawn_when_asked_for() {
    let dots = |args: &[&str]| json(&[&["draw", "-o", &path("network.svg")], args].concat())["drawn"]["dots"].as_u64().unwrap();
    assert!(dots(&["in:belarus", "--partners"]) > dots(&["in:belarus"]));
}

/// The answer about the curated base.
fn whole(args: &[&str]) -> serde_json::Value {
    let run = accord(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// The words of an SVG file, a line each.
fn words(file: &str) -> Vec<String> {
    let svg = fs::read_to_string(file).unwrap();
    svg.split("<text").skip(1).filter_map(|text| Some(text.split_once('>')?.1.split_once('<')?.0.to_owned())).collect()
}

#[test]
fn more_parties_than_a_page_has_room_for_are_drawn_as_their_regions_and_a_note_says_so() {
    let file = path("network.svg");
    let run = accord(&["draw", "-o", &file]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("--level party draws all"), "{}", run.stderr);
    let dots = |args: &[&str]| whole(&[&["draw", "-o", &file], args].concat())["drawn"]["dots"].as_u64().unwrap();
    assert_eq!(dots(&[]), dots(&["--level", "region"]));
    assert!(dots(&[]) < dots(&["--level", "party"]));
}

#[test]
fn ego_puts_a_party_in_the_middle_and_counts_who_is_around_it() {
    let file = path("ego.svg");
    let near = whole(&["draw", "--view", "ego", "minsk", "--depth", "1", "-o", &file]);
    assert!(words(&file).contains(&"Minsk: who is around it".to_owned()), "{:?}", words(&file));
    // One link away are its partners, as `accord centrality` counts them.
    let degrees = whole(&["centrality", "--measure", "degree"]);
    let minsk = degrees["rows"].as_array().unwrap().iter().find(|row| row["vertex"]["id"] == "minsk").unwrap();
    assert_eq!(near["drawn"]["around"], minsk["partners"]);
    let far = whole(&["draw", "--view", "ego", "minsk", "-o", &file]);
    assert!(far["drawn"]["around"].as_u64() > near["drawn"]["around"].as_u64());
}

#[test]
fn ego_and_path_are_refused_without_the_parties_they_need() {
    for (args, remedy) in [
        (&["--view", "ego"][..], "--view ego minsk"),
        (&["--view", "ego", "minsk", "gomel"], "--view ego minsk"),
        (&["--view", "path", "BNTU"], "--view path BNTU Huawei"),
        (&["--view", "path", "minsk", "Minsk"], "--view ego NAME"),
        (&["--view", "map", "--as", "dot"], "--view network"),
    ] {
        let file = path("figure.svg");
        let run = accord(&[&["draw", "-o", &file], args].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains(remedy), "{args:?}: {}", run.stderr);
        assert!(fs::metadata(&file).is_err(), "{args:?}");
    }
}

#[test]
fn path_names_every_stop_and_each_source_once() {
    let file = path("path.svg");
    let document = whole(&["draw", "--view", "path", "BNTU", "Huawei", "-o", &file]);
    assert_eq!(document["drawn"]["paths"], 1);
    let words = words(&file).join("\n");
    for stop in ["Belarusian National Technical University", "Huawei"] {
        assert!(words.contains(stop), "{words}");
    }
    for paper in words.split("Source: ").skip(1) {
        let paper = paper.lines().next().unwrap();
        assert!(paper.matches("“").count() <= 1, "{paper}");
    }
}

#[test]
fn a_map_counts_what_it_leaves_out() {
    let file = path("map.svg");
    let document = whole(&["draw", "--view", "map", "-o", &file]);
    let drawn = |what: &str| document["drawn"][what].as_u64().unwrap();
    assert!(drawn("places") <= drawn("parties") && drawn("arcs") <= drawn("links"), "{document}");
    let words = words(&file).join(" ");
    for said in ["Not drawn:", "parties without links", "100 km", "54°N"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn graphviz_gets_the_same_dots_and_lines_as_the_figure_has() {
    for args in [&["--view", "ego", "minsk"][..], &["--view", "path", "BNTU", "Huawei", "-k", "3"], &["--level", "region"]] {
        let (dot, svg) = (path("figure.dot"), path("figure.svg"));
        let to = |file: &str| whole(&[&["draw", "-o", file], args].concat());
        assert_eq!(to(&dot)["drawn"], to(&svg)["drawn"], "{args:?}");
        let written = fs::read_to_string(&dot).unwrap();
        assert!(written.starts_with("graph ") && written.contains(" -- "), "{args:?}: {written}");
    }
}

#[test]
fn every_measure_class_and_theme_can_be_drawn() {
    let options = [
        ("--size-by", &["degree", "links", "betweenness", "closeness", "pagerank", "none"][..]),
        ("--color-by", &["country", "kind", "cluster", "place"]),
        ("--group-by", &["city", "region", "country", "none"]),
        ("--theme", &["color", "print", "bw", "dark"]),
        ("--legend", &["below", "none"]),
    ];
    for (option, values) in options {
        for value in values {
            let run = accord(&["draw", "--level", "region", "-o", &path("network.svg"), option, value]);
            assert_eq!(run.code, 0, "{option} {value}: {}", run.stderr);
        }
    }
}
