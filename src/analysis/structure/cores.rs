//! How much of the network holds together when those of few partners are taken away?
//!
//! # Definition
//!
//! The profile of the core numbers of [`core_numbers`](crate::analysis::core::core_numbers): for each k that is somebody's core number
//!
//! ```text
//! shell(k) = number of vertices of core number k
//! core(k)  = Σ over i ≥ k shell(i)                          the size of the k-core
//! ```
//!
//! A profile that falls off at once is a network of hubs and their partners; one that stays high has a nucleus in which everybody works with many others of it.
//! No vertices: no rows. O(n log n).

/// One k of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shell {
    /// k.
    pub k: u32,
    /// How many vertices have core number k.
    pub shell: usize,
    /// How many have k or more.
    pub core: usize,
}

/// The profile of core numbers: each that occurs, from the smallest, with the size of its shell and core.
///
/// ```
/// use accord::analysis::structure::cores::{Shell, profile};
/// let triangle_tail_and_one_alone = [2, 2, 2, 1, 0];
/// assert_eq!(profile(&triangle_tail_and_one_alone)[1], Shell { k: 1, shell: 1, core: 4 });
/// ```
#[must_use]
pub fn profile(numbers: &[u32]) -> Vec<Shell> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let mut core = numbers.len();
    let shells = numbers.chunk_by(|a, b| a == b).map(|same| {
        let shell = Shell { k: same[0], shell: same.len(), core };
        core -= same.len();
        shell
    });
    shells.collect()
}
