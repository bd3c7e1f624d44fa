//! Where does each thing go?
//!
//! [`stress`] finds positions in which what is linked is near, in lengths of its own; [`separate`] moves boxes until none lies on another; [`pack`]
//! puts the parts of a picture side by side; [`fit`] makes all of that fit a page; [`room`] finds room for words afterwards. [`crossings`] orders two rows.

pub mod crossings;
pub mod fit;
pub mod pack;
pub mod room;
pub mod separate;
pub mod stress;
