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
    /// The partition that puts vertices of equal label together. O(n log n).
    ///
    /// ```
    /// use accord::analysis::clusters::Partition;
    /// let partition = Partition::new(&[7, 3, 3, 9]);
    /// assert_eq!(partition.clusters(), [1, 0, 0, 2]);
    /// assert_eq!(partition.members(), [vec![1, 2], vec![0], vec![3]]);
    /// ```
    #[must_use]
    pub fn new(labels: &[u32]) -> Self {
        let mut vertices: Vec<u32> = (0..).take(labels.len()).collect();
        vertices.sort_by_key(|&v| labels[v as usize]);
        let mut groups: Vec<&[u32]> = vertices.chunk_by(|&a, &b| labels[a as usize] == labels[b as usize]).collect();
        groups.sort_by_key(|group| (Reverse(group.len()), group[0]));
        let mut of = vec![0; labels.len()];
        for (cluster, group) in (0..).zip(&groups) {
            group.iter().for_each(|&v| of[v as usize] = cluster);
        }
        let sizes = groups.iter().map(|group| group.len()).collect();
        Self { of, sizes }
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
