//! A number for each of 512 sources, counted up by bits.
//!
//! ```text
//! few         bits that are still to be counted, until there are eight
//! sums[p]     digit p of each number
//! carried[p]  one more digit p of each, that waits for another to be added with; it counts when bit p of `waits` is set
//! ```
//!
//! Eight times a bit for each source become four digits of each source's number by a few additions of three digits, for all sources at a time; of two that
//! come to a place one waits for the other, and half as many go on to the next place (D. Klarqvist, W. Muła, D. Lemire, "Efficient computation of positional
//! population counts using SIMD instructions", Concurrency and Computation 33, 2021). O(1) words of 512 bits for each time, on average.
#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

use std::ops::{Index, IndexMut};

/// How many sources a batch has at most.
pub const SOURCES: usize = 512;

/// A bit for each source, in one line of the cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Bits([u64; SOURCES / 64]);

/// No source.
pub const NO_BITS: Bits = Bits([0; SOURCES / 64]);

impl Index<usize> for Bits {
    type Output = u64;

    #[inline(always)]
    fn index(&self, word: usize) -> &u64 {
        &self.0[word]
    }
}

impl IndexMut<usize> for Bits {
    #[inline(always)]
    fn index_mut(&mut self, word: usize) -> &mut u64 {
        &mut self.0[word]
    }
}

/// Eight rows come to four places, together worth 15, so with fewer than 2³¹ vertices nothing comes to a place above.
const DIGITS: usize = 32;

/// A number for each source, 0 at first.
#[derive(Debug)]
pub struct Tally {
    few: [Bits; 8],
    /// How many of `few` there are.
    length: usize,
    sums: [Bits; DIGITS],
    carried: [Bits; DIGITS],
    waits: u32,
    /// How many digits the largest number may have.
    digits: usize,
}

impl Default for Tally {
    fn default() -> Self {
        Self { few: [NO_BITS; 8], length: 0, sums: [NO_BITS; DIGITS], carried: [NO_BITS; DIGITS], waits: 0, digits: 0 }
    }
}

impl Tally {
    /// Adds 1 to the numbers of these sources.
    #[inline(always)]
    pub fn count(&mut self, sources: &Bits) {
        self.few[self.length] = *sources;
        self.length += 1;
        if self.length == self.few.len() {
            self.count_few();
        }
    }

    /// Adds 2^`digit` to the numbers of these sources.
    #[inline(always)]
    pub fn add(&mut self, sources: &Bits, mut digit: usize) {
        let mut more = *sources;
        while self.waits & 1 << digit != 0 {
            self.waits &= !(1 << digit);
            (self.sums[digit], more) = sum_of_three(&self.sums[digit], &self.carried[digit], &more);
            digit += 1;
        }
        self.waits |= 1 << digit;
        self.carried[digit] = more;
        self.digits = self.digits.max(digit + 1);
    }

    /// Hands over 64 numbers at a time with the place of the first, and counts from 0 again. False when there was nothing to count.
    #[inline(always)]
    pub fn take(&mut self, mut settle: impl FnMut(usize, [u32; 64])) -> bool {
        if self.length > 0 {
            self.few[self.length..].fill(NO_BITS);
            self.count_few();
        }
        for word in 0..SOURCES / 64 {
            let mut numbers = [0; 64];
            for digit in 0..self.digits {
                let carried = if self.waits & 1 << digit == 0 { 0 } else { self.carried[digit][word] };
                for bits in [self.sums[digit][word], carried] {
                    for (bit, number) in numbers.iter_mut().enumerate() {
                        *number += u32::from(bits >> bit & 1 == 1) << digit;
                    }
                }
            }
            settle(word * 64, numbers);
        }
        let some = self.digits > 0;
        self.sums[..self.digits].fill(NO_BITS);
        (self.waits, self.digits) = (0, 0);
        some
    }

    /// Adds up the eight: three of a place give one of it and one of the next.
    #[inline(always)]
    fn count_few(&mut self) {
        self.length = 0;
        let few = &self.few;
        let (one, two) = sum_of_three(&few[0], &few[1], &few[2]);
        let (one, other_two) = sum_of_three(&one, &few[3], &few[4]);
        let (two, four) = sum_of_three(&two, &other_two, &NO_BITS);
        let (one, other_two) = sum_of_three(&one, &few[5], &few[6]);
        let (one, last_two) = sum_of_three(&one, &few[7], &NO_BITS);
        let (two, other_four) = sum_of_three(&two, &other_two, &last_two);
        let (four, eight) = sum_of_three(&four, &other_four, &NO_BITS);
        for (digit, sources) in [one, two, four, eight].iter().enumerate() {
            self.add(sources, digit);
        }
    }
}

/// The digit of this place, and what goes on to the next.
#[inline(always)]
fn sum_of_three(a: &Bits, b: &Bits, c: &Bits) -> (Bits, Bits) {
    (each(|word| a[word] ^ b[word] ^ c[word]), each(|word| a[word] & b[word] | (a[word] ^ b[word]) & c[word]))
}

/// Is no bit set?
#[inline(always)]
pub fn none(bits: &Bits) -> bool {
    // Not a comparison of arrays, which would look at bytes one after another.
    bits.0.iter().fold(0, |all, word| all | word) == 0
}

/// Bits, word by word.
#[inline(always)]
pub fn each(word: impl FnMut(usize) -> u64) -> Bits {
    Bits(std::array::from_fn(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_counting_one_by_one() {
        let mut lot = fastrand::Rng::with_seed(5);
        let mut tally = Tally::default();
        for times in (0..40).chain([100, 1000, 5000]) {
            let mut expected = [0_u32; SOURCES];
            for _ in 0..times {
                // Some sources often, some hardly ever.
                let sources = each(|word| (0..=word).fold(u64::MAX, |bits, _| bits & lot.u64(..)));
                let digit = if lot.u8(..4) == 0 { lot.usize(..12) } else { 0 };
                if digit == 0 {
                    tally.count(&sources);
                } else {
                    tally.add(&sources, digit);
                }
                for (source, number) in expected.iter_mut().enumerate() {
                    *number += u32::from(sources[source / 64] >> (source % 64) & 1 == 1) << digit;
                }
            }
            let mut found = [0; SOURCES];
            let some = tally.take(|first, numbers| found[first..first + 64].copy_from_slice(&numbers));
            assert_eq!((found, some), (expected, times > 0));
        }
    }

    #[test]
    fn numbers_may_be_as_large_as_there_are_vertices() {
        let mut tally = Tally::default();
        let all = each(|_| u64::MAX);
        let most = (1_u32 << 31) - 1;
        // All digits of 2³¹ − 1 but the last three, and seven times one.
        (3..31).for_each(|digit| tally.add(&all, digit));
        (0..7).for_each(|_| tally.count(&all));
        assert!(tally.take(|_, numbers| assert_eq!(numbers, [most; 64])));
    }
}
