//! Programs that are not ours, and what they read.
//!
//! They run in the Python that `ACCORD_PYTHON` names, else in `python3`. Where it has no such module, the test says so and is skipped, unless
//! `ACCORD_WITNESSES=required` says that all have to be there.

use std::{collections::BTreeMap, env, process::Command};

use serde_json::{Map, Value};

/// What a reader has of a file.
#[derive(Debug)]
pub struct Read {
    /// The nodes, by id.
    pub nodes: BTreeMap<String, Map<String, Value>>,
    /// The edges: near end, far end, and what else.
    pub edges: Vec<(String, String, Map<String, Value>)>,
}

/// What a module reads in a file or folder of a format; `None` when it is not there and need not be.
pub fn read(module: &str, format: &str, path: &str) -> Option<Read> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exchange/witnesses.py");
    let python = env::var("ACCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let required = env::var("ACCORD_WITNESSES").is_ok_and(|value| value == "required");
    let output = Command::new(&python).args(["-W", "ignore", script, module, &format!("{format}={path}")]).output();
    let output = match output {
        Ok(output) if output.status.code() != Some(3) => output,
        missing => {
            let why = format!("{python} has no {module}: {missing:?}");
            assert!(!required, "{why}");
            eprintln!("skipped: {why}");
            return None;
        }
    };
    assert!(output.status.success(), "{module} cannot read the {format}: {}", String::from_utf8_lossy(&output.stderr));
    let mut answer: Map<String, Value> = serde_json::from_slice(&output.stdout).unwrap();
    let Some(Value::Object(mut read)) = answer.remove(format) else { panic!("{answer:?}") };
    let nodes = read.remove("nodes").unwrap();
    let edges = read.remove("edges").unwrap();
    Some(Read { nodes: serde_json::from_value(nodes).unwrap(), edges: serde_json::from_value(edges).unwrap() })
}
