//! Every format that is imported; the first byte says which, or that it has to be recognised.
#![no_main]

use accord::exchange::import::{Format, Input};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let files = [Input { name: "a.json".to_owned(), bytes: bytes.to_vec() }];
    let format = Format::ALL.get(usize::from(*first) % (Format::ALL.len() + 1)).copied();
    let Some(format) = format.or_else(|| Format::recognise(&files)) else { return };
    if let Ok(incoming) = format.read(&files) {
        let tables = &incoming.tables;
        assert_eq!((tables.nodes.len(), tables.edges.len()), (incoming.node_places.len(), incoming.edge_places.len()));
        assert!(tables.nodes.iter().all(|node| node.cells.len() == tables.node_columns.len()));
        assert!(tables.edges.iter().all(|edge| edge.from < tables.nodes.len() && edge.to < tables.nodes.len()));
    }
});
