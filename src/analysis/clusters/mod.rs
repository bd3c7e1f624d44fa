//! Who belongs together? The network in clusters, by one method or another.
//!
//! | method | a cluster is | module |
//! |---|---|---|
//! | components | all that can reach each other | [`components`] |
//! | blocks | all that stay together when any one of them goes | [`blocks`](super::blocks) |
//! | cores | all that have k neighbours among themselves | [`core`](super::core) |
//! | Leiden | those joined by more than chance would have it | [`leiden`] |
//! | labels | those who go with the most of their neighbours | [`label`] |
//!
//! [`modularity`] says how good a partition is, [`profile`] what each cluster is like.

pub mod components;
pub mod label;
pub mod leiden;
pub mod modularity;
pub mod profile;
mod tally;

use std::cmp::Reverse;

/// Each vertex in one cluster.
///
/// Clusters are numbered from the largest to the smallest, equals by their first vertex, so two partitions are equal when they put the same vertices
/// together, whatever their labels were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partition {
    of: Vec<u32>,
    sizes: Vec<usize>,
}

impl Partition {
    /// The partition that puts vertices of equal label together. O(n) where labels are below n, else O(n log n), and a sort of the clusters.
    ///
    /// ```
    /// use accord::analysis::clusters::Partition;
    /// let partition = Partition::new(&[7, 3, 3, 9]);
    /// assert_eq!(partition.clusters(), [1, 0, 0, 2]);
    /// assert_eq!(partition.members(), [vec![1, 2], vec![0], vec![3]]);
    /// ```
    #[must_use]
    pub fn new(labels: &[u32]) -> Self {
        if labels.iter().all(|&label| (label as usize) < labels.len()) {
            return Self::numbered(labels);
        }
        let mut distinct = labels.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        // Labels beyond the number of vertices, by their place among those that occur.
        let place = |label: &u32| (0..).zip(&distinct).nth(distinct.partition_point(|other| other < label)).map_or(0, |(place, _)| place);
        Self::numbered(&labels.iter().map(place).collect::<Vec<u32>>())
    }

    /// The partition of labels that are below their number.
    fn numbered(labels: &[u32]) -> Self {
        const NONE: u32 = u32::MAX;
        // Labels in the order in which they occur, so that the sort, which keeps the order of equals, has equals by their first vertex.
        let mut sizes = vec![0_usize; labels.len()];
        let mut met = Vec::new();
        for &label in labels {
            let size = &mut sizes[label as usize];
            if *size == 0 {
                met.push(label);
            }
            *size += 1;
        }
        met.sort_by_key(|&label| Reverse(sizes[label as usize]));
        let mut number = vec![NONE; labels.len()];
        (0..).zip(&met).for_each(|(cluster, &label)| number[label as usize] = cluster);
        let of = labels.iter().map(|&label| number[label as usize]).collect();
        Self { of, sizes: met.iter().map(|&label| sizes[label as usize]).collect() }
    }

    /// How many clusters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Is there no cluster, because there is no vertex?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sizes.is_empty()
    }

    /// The cluster of each vertex.
    #[must_use]
    pub fn clusters(&self) -> &[u32] {
        &self.of
    }

    /// How many vertices each cluster has.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The vertices of each cluster, in order.
    #[must_use]
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members: Vec<Vec<u32>> = self.sizes.iter().map(|&size| Vec::with_capacity(size)).collect();
        for (v, &cluster) in (0..).zip(&self.of) {
            members[cluster as usize].push(v);
        }
        members
    }
}
