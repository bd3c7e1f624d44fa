//! Networks in the DOT language, read and rendered by the Graphviz that is installed. Without one these tests say that they are skipped; with
//! `ACCORD_WITNESSES=required` in the environment a missing one is a failure.

use std::{
    io::Write as _,
    process::{Command, Stdio},
    thread,
};

use accord::draw::{Theme, dot, views::network::Diagram};

use super::diagrams::{diagram, frame};

/// What a program of Graphviz makes of a DOT file, without a word of warning; `None` where it is not installed.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn rendered(dot: &str, args: &[&str]) -> Option<String> {
    let mut command = Command::new("dot");
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var("ACCORD_WITNESSES").as_deref() != Ok("required"), "Graphviz is not installed: {error}");
            eprintln!("skipped: Graphviz is not installed");
            return None;
        }
    };
    let mut input = child.stdin.take().unwrap();
    let written = dot.to_owned();
    let writer = thread::spawn(move || input.write_all(written.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{dot}");
    Some(String::from_utf8(output.stdout).unwrap())
}

const NAMES: [&str; 14] = [
    "say \"hi\"",
    "ends in a backslash\\",
    "\\N \\G \\l %d",
    "<b>bold</b> <script>alert(1)</script>",
    "a & b &amp; &lt; &#65;",
    "two\nlines\r\nand\ta tab",
    "Мінск, Ўшачы, Ёлка",
    "深圳市 西安",
    "",
    "graph { node [ edge ] -> subgraph",
    "\u{0}\u{1}\u{7f}\u{85}\u{fffe}",
    "-- ; # /* // */",
    "12.5",
    "e\u{301} 👩‍👩‍👧 ﷽",
];

/// A star of these names with ids that are as bad.
fn hostile() -> Diagram {
    let mut names: Vec<String> = NAMES.iter().map(|&name| name.to_owned()).collect();
    names.push("x".repeat(10_000));
    let lines: Vec<(usize, usize)> = (1..names.len()).map(|number| (0, number)).collect();
    let mut diagram = diagram(&names, 3, &lines);
    diagram.groups = NAMES[..3].iter().map(|&name| name.to_owned()).collect();
    for (dot, name) in diagram.dots.iter_mut().zip(NAMES) {
        name.clone_into(&mut dot.id);
        dot.href = Some(format!("https://example.org/?a=\"{}\"&b=<c>", dot.class));
    }
    diagram.dots[1].href = Some("javascript:alert(1)".to_owned());
    diagram
}

#[test]
fn every_name_is_read_and_drawn_without_a_warning() {
    let diagram = hostile();
    for layout in ["dot", "neato", "fdp", "sfdp"] {
        let written = dot(&diagram, &frame(), Theme::ALL[0], layout);
        let Some(svg) = rendered(&written, &["-Tsvg"]) else { return };
        // Each dot is a node, each line an edge, and no name has become anything else.
        assert_eq!(svg.matches("class=\"node\"").count(), diagram.dots.len(), "{layout}");
        assert_eq!(svg.matches("class=\"edge\"").count(), diagram.lines.len(), "{layout}");
        assert!(!svg.contains("<script") && !svg.contains("javascript:"), "{layout}");
        for word in ["say &quot;hi&quot;", "深圳市", "Ўшачы", "12.5"] {
            assert!(svg.contains(word), "{layout}: {word}");
        }
    }
}

#[test]
fn graphviz_reads_the_labels_as_they_are() {
    let diagram = hostile();
    let written = dot(&diagram, &frame(), Theme::ALL[0], "neato");
    let Some(read) = rendered(&written, &["-Tjson0"]) else { return };
    let read: serde_json::Value = serde_json::from_str(&read).unwrap();
    let nodes: Vec<&serde_json::Value> = read["objects"].as_array().unwrap().iter().filter(|it| it["shape"].is_string()).collect();
    // An id is what it was, but for the characters that are in no text.
    let plain = |id: &str| -> String {
        let swapped = |c: char| if c.is_control() || c == '\u{fffe}' { '\u{fffd}' } else { c };
        id.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).map(swapped).collect()
    };
    let found = |id: &str| nodes.iter().any(|node| plain(&node["name"].as_str().unwrap().replace("\\n", "")) == plain(id));
    for id in ["12.5", "深圳市 西安", "graph { node [ edge ] -> subgraph", ""] {
        assert!(found(id), "{id:?}: {nodes:#?}");
    }
}

#[test]
fn nothing_and_a_single_dot_are_graphs_too() {
    for diagram in [Diagram::default(), diagram(&["Minsk".to_owned()], 0, &[])] {
        let written = dot(&diagram, &frame(), Theme::ALL[0], "fdp");
        let Some(svg) = rendered(&written, &["-Tsvg"]) else { return };
        assert_eq!(svg.matches("class=\"node\"").count(), diagram.dots.len());
    }
}

#[test]
fn the_order_of_lines_is_of_no_account() {
    let mut shuffled = hostile();
    let written = dot(&shuffled, &frame(), Theme::ALL[0], "fdp");
    shuffled.lines.reverse();
    assert_eq!(dot(&shuffled, &frame(), Theme::ALL[0], "fdp"), written);
}

#[test]
fn status_is_told_by_the_stroke() {
    let names: Vec<String> = (0..6).map(|number| format!("Place {number}")).collect();
    let written = dot(&diagram(&names, 0, &[(0, 1), (1, 2), (1, 5)]), &frame(), Theme::ALL[0], "fdp");
    for style in ["solid", "dashed", "dotted"] {
        assert!(written.contains(&format!("style=\"{style}\"")), "{written}");
    }
}
