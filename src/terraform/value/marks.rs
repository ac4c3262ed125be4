//! Marks: sensitive, ephemeral.

/// Marks that travel with a value through operators and functions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);
    /// `sensitive = true`, `sensitive(…)`.
    pub const SENSITIVE: Marks = Marks(1);
    /// `ephemeral = true`, `ephemeralasnull(…)`'s subject.
    pub const EPHEMERAL: Marks = Marks(2);

    /// Whether all of `other`'s marks are here.
    pub fn contains(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no mark.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The marks of both.
    #[must_use]
    pub fn union(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// These marks without `other`'s.
    #[must_use]
    pub fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }
}
