//! A list of edges, whole and in two modes.
#![no_main]

use accord::network::EdgeList;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(list) = EdgeList::parse(bytes) {
        assert_eq!(list.labels.len(), list.packed.len());
        let _ = list.in_two_modes();
    }
});
