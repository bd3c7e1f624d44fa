//! How much weight does each label have among the neighbours of a vertex? What label propagation and Leiden ask of every vertex, again and again.

/// The weight of each label that was met.
///
/// One place for each label, and a list of those met, so that adding needs no hashing and forgetting no pass over all labels.
pub(super) struct Tally {
    weight: Vec<f64>,
    /// The labels that occur, each once, in the order in which they were met; behind `count`, what is left of earlier ones.
    met: Vec<u32>,
    count: usize,
}

impl Tally {
    /// Nothing met, of labels below a number.
    pub(super) fn new(labels: usize) -> Self {
        Self { weight: vec![0.0; labels], met: vec![0; labels + 1], count: 0 }
    }

    /// Adds weight, which is above zero, to a label.
    pub(super) fn add(&mut self, label: u32, weight: f64) {
        let sum = &mut self.weight[label as usize];
        // Written always, and kept only when the label is new: the processor cannot foretell which are.
        self.met[self.count] = label;
        self.count += usize::from(*sum == 0.0);
        *sum += weight;
    }

    /// The weight of a label.
    pub(super) fn of(&self, label: u32) -> f64 {
        self.weight[label as usize]
    }

    /// The labels met, in the order in which they were.
    pub(super) fn met(&self) -> &[u32] {
        &self.met[..self.count]
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        for &label in &self.met[..self.count] {
            self.weight[label as usize] = 0.0;
        }
        self.count = 0;
    }
}
