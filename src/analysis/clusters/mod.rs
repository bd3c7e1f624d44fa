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
        // Labels by the order in which they occur.
        let mut number = vec![NONE; labels.len()];
        let mut sizes: Vec<u32> = Vec::new();
        let dense = labels.iter().map(|&label| {
            let number = &mut number[label as usize];
            if *number == NONE {
                *number = u32::try_from(sizes.len()).unwrap_or(NONE);
                sizes.push(0);
            }
            sizes[*number as usize] += 1;
            *number
        });
        let dense = dense.collect();
        Self::of_sizes(dense, &sizes)
    }

    /// The partition of labels that are numbered in the order in which they occur, and of which so many vertices have each. Clusters are put in order by
    /// counting how many have each size: there may be as many as vertices.
    pub(super) fn of_sizes(mut labels: Vec<u32>, sizes: &[u32]) -> Self {
        let largest = sizes.iter().copied().max().unwrap_or(0);
        let mut places = vec![0_u32; largest as usize + 2];
        for &size in sizes {
            places[(largest - size) as usize + 1] += 1;
        }
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        // Of equals the first comes first, which has the first vertex.
        let mut number = Vec::with_capacity(sizes.len());
        let mut sorted = vec![0_usize; sizes.len()];
        for &size in sizes {
            let place = &mut places[(largest - size) as usize];
            sorted[*place as usize] = size as usize;
            number.push(*place);
            *place += 1;
        }
        for label in &mut labels {
            *label = number[*label as usize];
        }
        Self { of: labels, sizes: sorted }
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
