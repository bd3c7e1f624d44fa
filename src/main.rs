//! The `accord` command.

use std::io::Write as _;

fn main() {
    let base = accord::store::Base::open(std::path::Path::new("graph"));
    let base = match base {
        Ok(b) => b,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "{e}");
            return;
        }
    };
    let loaded = accord::store::read(base);
    for f in &loaded.findings {
        let (l, c) = loaded.base.line_column(f.mark.file, f.mark.span.start as usize);
        let _ = writeln!(std::io::stderr(), "{}:{l}:{c} {} {} ({:?})", loaded.base.path(f.mark.file).display(), f.rule, f.message, f.help);
    }
    let _ = writeln!(
        std::io::stderr(),
        "{} nodes {} ties {} sources {} claims",
        loaded.records.nodes.len(),
        loaded.records.ties.len(),
        loaded.records.sources.len(),
        loaded.records.claims.len()
    );
}
