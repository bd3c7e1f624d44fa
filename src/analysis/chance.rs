//! Where does chance begin? One seed of the user's gives each run and each lot a sequence of its own.

/// The seed of one of many sequences: neighbouring numbers give seeds far apart (the finish of `SplitMix64`, G. L. Steele, D. Lea, C. H. Flood,
/// OOPSLA 2014).
///
/// What is drawn under a number hangs on nothing else, so it does not matter which thread draws it, or when.
pub(super) fn seed(seed: u64, number: u64) -> u64 {
    let mut mixed = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
