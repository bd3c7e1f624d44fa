//! Eight numbers side by side, by the widest vectors that the processor has: AVX-512, AVX2, or whatever the compiler makes of arrays.
//!
//! Each operation gives the same bits on every processor: numbers are added, multiplied and divided lane by lane, as IEEE 754 has it, and never multiplied and
//! added in one step. Which lanes are meant is said by the bits of a byte, the first lane by the lowest.
#![expect(clippy::inline_always, reason = "only what is inlined into the work is compiled for the processor at hand")]

/// How many numbers stand side by side.
pub const LANES: usize = 8;

/// One number for each lane, as it lies in memory: one line of the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// What a processor can do with eight numbers.
pub trait Vectors: Copy {
    /// Eight numbers in registers.
    type Eight: Copy;
    /// From memory.
    fn load(self, from: &Lanes) -> Self::Eight;
    /// To memory.
    fn store(self, x: Self::Eight) -> Lanes;
    /// The same number in all lanes.
    fn all(self, x: f64) -> Self::Eight;
    /// x + y
    fn add(self, x: Self::Eight, y: Self::Eight) -> Self::Eight;
    /// x · y
    fn times(self, x: Self::Eight, y: Self::Eight) -> Self::Eight;
    /// x / y
    fn by(self, x: Self::Eight, y: Self::Eight) -> Self::Eight;
    /// x in these lanes, y in the others.
    fn pick(self, lanes: u8, x: Self::Eight, y: Self::Eight) -> Self::Eight;
    /// The lanes in which x > y.
    fn above(self, x: Self::Eight, y: Self::Eight) -> u8;
    /// x in these lanes, 0 in the others.
    #[inline(always)]
    fn only(self, lanes: u8, x: Self::Eight) -> Self::Eight {
        self.pick(lanes, x, self.all(0.0))
    }
}

/// Work that can be done with any vectors.
pub trait Work {
    /// What comes of it.
    type Output;
    /// Does it; has to be inlined.
    fn with(self, vectors: impl Vectors) -> Self::Output;
}

/// Which vectors to work with; the answer is the same bits with any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// The widest that there are.
    Widest,
    /// Half of AVX-512 where there is that, else arrays.
    Half,
    /// What the compiler makes of arrays for any processor of the kind: the way of those without AVX2.
    Arrays,
}

/// Does the work with vectors of this width.
pub fn dispatch<W: Work>(width: Width, work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    match (pulp::Arch::new(), width) {
        (pulp::Arch::V4(v4), Width::Widest) => {
            return v4.vectorize(
                #[inline(always)]
                || work.with(v4),
            );
        }
        (pulp::Arch::V4(v4), Width::Half) => {
            return v4.vectorize(
                #[inline(always)]
                || work.with(*v4),
            );
        }
        (pulp::Arch::V3(v3), Width::Widest) => {
            return v3.vectorize(
                #[inline(always)]
                || work.with(v3),
            );
        }
        _ => {}
    }
    work.with(Arrays)
}

/// Arrays, which the compiler turns into the vectors that every processor of its kind has.
#[derive(Clone, Copy)]
struct Arrays;

impl Vectors for Arrays {
    type Eight = [f64; LANES];

    #[inline(always)]
    fn load(self, from: &Lanes) -> Self::Eight {
        from.0
    }

    #[inline(always)]
    fn store(self, x: Self::Eight) -> Lanes {
        Lanes(x)
    }

    #[inline(always)]
    fn all(self, x: f64) -> Self::Eight {
        [x; LANES]
    }

    #[inline(always)]
    fn add(self, x: Self::Eight, y: Self::Eight) -> Self::Eight {
        std::array::from_fn(|l| x[l] + y[l])
    }

    #[inline(always)]
    fn times(self, x: Self::Eight, y: Self::Eight) -> Self::Eight {
        std::array::from_fn(|l| x[l] * y[l])
    }

    #[inline(always)]
    fn by(self, x: Self::Eight, y: Self::Eight) -> Self::Eight {
        std::array::from_fn(|l| x[l] / y[l])
    }

    #[inline(always)]
    fn pick(self, lanes: u8, x: Self::Eight, y: Self::Eight) -> Self::Eight {
        std::array::from_fn(|l| if lanes & 1 << l == 0 { y[l] } else { x[l] })
    }

    #[inline(always)]
    fn above(self, x: Self::Eight, y: Self::Eight) -> u8 {
        (0..LANES).fold(0, |lanes, l| lanes | u8::from(x[l] > y[l]) << l)
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use pulp::{
        Simd, b8, cast, f64x4, f64x8, m64x4, u64x4,
        x86::{V3, V4},
    };

    use super::{Lanes, Vectors};

    impl Vectors for V4 {
        type Eight = f64x8;

        #[inline(always)]
        fn load(self, from: &Lanes) -> f64x8 {
            cast(from.0)
        }

        #[inline(always)]
        fn store(self, x: f64x8) -> Lanes {
            Lanes(cast(x))
        }

        #[inline(always)]
        fn all(self, x: f64) -> f64x8 {
            self.splat_f64x8(x)
        }

        #[inline(always)]
        fn add(self, x: f64x8, y: f64x8) -> f64x8 {
            self.add_f64s(x, y)
        }

        #[inline(always)]
        fn times(self, x: f64x8, y: f64x8) -> f64x8 {
            self.mul_f64s(x, y)
        }

        #[inline(always)]
        fn by(self, x: f64x8, y: f64x8) -> f64x8 {
            self.div_f64s(x, y)
        }

        #[inline(always)]
        fn pick(self, lanes: u8, x: f64x8, y: f64x8) -> f64x8 {
            self.select_f64x8(b8(lanes), x, y)
        }

        #[inline(always)]
        fn above(self, x: f64x8, y: f64x8) -> u8 {
            self.cmp_gt_f64x8(x, y).0
        }
    }

    /// The bits of four lanes, as masks.
    #[inline(always)]
    fn masks(v3: V3, lanes: u8) -> m64x4 {
        let each = u64x4(1, 2, 4, 8);
        v3.cmp_eq_u64x4(v3.and_u64x4(v3.splat_u64x4(u64::from(lanes)), each), each)
    }

    impl Vectors for V3 {
        type Eight = [f64x4; 2];

        #[inline(always)]
        fn load(self, from: &Lanes) -> [f64x4; 2] {
            cast(from.0)
        }

        #[inline(always)]
        fn store(self, x: [f64x4; 2]) -> Lanes {
            Lanes(cast(x))
        }

        #[inline(always)]
        fn all(self, x: f64) -> [f64x4; 2] {
            [self.splat_f64x4(x); 2]
        }

        #[inline(always)]
        fn add(self, x: [f64x4; 2], y: [f64x4; 2]) -> [f64x4; 2] {
            [self.add_f64s(x[0], y[0]), self.add_f64s(x[1], y[1])]
        }

        #[inline(always)]
        fn times(self, x: [f64x4; 2], y: [f64x4; 2]) -> [f64x4; 2] {
            [self.mul_f64s(x[0], y[0]), self.mul_f64s(x[1], y[1])]
        }

        #[inline(always)]
        fn by(self, x: [f64x4; 2], y: [f64x4; 2]) -> [f64x4; 2] {
            [self.div_f64s(x[0], y[0]), self.div_f64s(x[1], y[1])]
        }

        #[inline(always)]
        fn pick(self, lanes: u8, x: [f64x4; 2], y: [f64x4; 2]) -> [f64x4; 2] {
            [self.select_f64x4(masks(self, lanes), x[0], y[0]), self.select_f64x4(masks(self, lanes >> 4), x[1], y[1])]
        }

        #[inline(always)]
        fn above(self, x: [f64x4; 2], y: [f64x4; 2]) -> u8 {
            // Of each mask the sign: four bits.
            let bits = |x: f64x4, y: f64x4| self.avx._mm256_movemask_pd(cast(self.cmp_gt_f64x4(x, y))).to_le_bytes()[0];
            bits(x[0], y[0]) | bits(x[1], y[1]) << 4
        }
    }
}
