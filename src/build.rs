//! Compiles the curated base, the files below `graph/`, into the program.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let graph = Path::new(&root).join("graph");
    let mut files = Vec::new();
    let mut folders = vec![(graph.clone(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{prefix}{name}/")));
            } else if name.ends_with(".ron") {
                files.push((format!("{prefix}{name}"), entry.path()));
            }
        }
    }
    files.sort();
    let mut table = String::from("/// The curated base: path below `graph/`, and text.\nstatic CURATED: &[(&str, &str)] = &[\n");
    for (name, path) in files {
        writeln!(table, "    ({name:?}, include_str!({:?})),", path.to_string_lossy()).map_err(io::Error::other)?;
    }
    table.push_str("];\n");
    fs::write(Path::new(&out).join("curated.rs"), table)?;
    println!("cargo::rerun-if-changed={}", graph.display());
    Ok(())
}
