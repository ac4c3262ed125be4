//! The tree of a file: bodies of arguments and blocks.

use std::sync::Arc;

use super::Span;
use super::expr::{Expression, Ident};

/// Arguments and blocks, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Each argument's name is there once.
    pub structures: Vec<Structure>,
}

/// What a body consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Structure {
    /// `name = value`
    Attribute(Attribute),
    /// `name "label" { … }`
    Block(Block),
}

/// `key = value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub key: Ident,
    /// What it is set to.
    pub value: Expression,
}

/// `ident "label" { body }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What kind of block it is.
    pub ident: Ident,
    /// Its labels, in quotes or bare.
    pub labels: Vec<Label>,
    /// What stands between the braces.
    pub body: Body,
    /// The opening brace.
    pub open: Span,
    /// The closing brace.
    pub close: Span,
}

/// A label of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Without quotes.
    pub text: Arc<str>,
    /// With quotes.
    pub span: Span,
}

impl Structure {
    /// The argument that it is.
    pub fn as_attribute(&self) -> Option<&Attribute> {
        match self {
            Structure::Attribute(attribute) => Some(attribute),
            Structure::Block(_) => None,
        }
    }
}

impl Label {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Attribute {
    /// From the name to the end of the value.
    pub fn span(&self) -> Span {
        self.key.span.start..self.value.span().end
    }

    /// Whether it has the name.
    pub fn has_key(&self, name: &str) -> bool {
        self.key.as_str() == name
    }
}

impl Block {
    /// From the first word to the closing brace.
    pub fn span(&self) -> Span {
        self.ident.span.start..self.close.end
    }

    /// The first word with the labels.
    pub fn header(&self) -> Span {
        self.ident.span.start..self.labels.last().map_or(self.ident.span.end, |label| label.span.end)
    }

    /// Whether it is of the kind.
    pub fn has_ident(&self, name: &str) -> bool {
        self.ident.as_str() == name
    }
}

impl Body {
    /// Arguments and blocks, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Structure> {
        self.structures.iter()
    }

    /// The arguments, in the order of the text.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.structures.iter().filter_map(Structure::as_attribute)
    }

    /// The blocks, in the order of the text.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.structures.iter().filter_map(|structure| match structure {
            Structure::Block(block) => Some(block),
            Structure::Attribute(_) => None,
        })
    }

    /// The blocks of a kind.
    pub fn get_blocks(&self, ident: &str) -> impl Iterator<Item = &Block> {
        self.blocks().filter(move |block| block.has_ident(ident))
    }

    /// The blocks of a kind, to change them.
    pub fn get_blocks_mut(&mut self, ident: &str) -> impl Iterator<Item = &mut Block> {
        self.structures.iter_mut().filter_map(move |structure| match structure {
            Structure::Block(block) if block.has_ident(ident) => Some(block),
            _ => None,
        })
    }

    /// Whether there is a block of a kind.
    pub fn has_blocks(&self, ident: &str) -> bool {
        self.get_blocks(ident).next().is_some()
    }

    /// The argument of a name.
    pub fn get_attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes().find(|attribute| attribute.has_key(name))
    }

    /// Whether an argument is set.
    pub fn has_attribute(&self, name: &str) -> bool {
        self.get_attribute(name).is_some()
    }

    /// The arguments, taken out of the tree.
    pub fn into_attributes(self) -> impl Iterator<Item = Attribute> {
        self.structures.into_iter().filter_map(|structure| match structure {
            Structure::Attribute(attribute) => Some(attribute),
            Structure::Block(_) => None,
        })
    }

    /// The blocks, taken out of the tree.
    pub fn into_blocks(self) -> impl Iterator<Item = Block> {
        self.structures.into_iter().filter_map(|structure| match structure {
            Structure::Block(block) => Some(block),
            Structure::Attribute(_) => None,
        })
    }

    /// Takes an argument out.
    pub fn remove_attribute(&mut self, name: &str) -> Option<Attribute> {
        let is_it =
            |structure: &Structure| matches!(structure, Structure::Attribute(attribute) if attribute.has_key(name));
        let at = self.structures.iter().position(is_it)?;
        match self.structures.remove(at) {
            Structure::Attribute(attribute) => Some(attribute),
            Structure::Block(_) => None,
        }
    }

    /// Takes the blocks of a kind out.
    pub fn remove_blocks(&mut self, ident: &str) -> Vec<Block> {
        let is_one = |structure: &mut Structure| matches!(structure, Structure::Block(block) if block.has_ident(ident));
        let removed = self.structures.extract_if(.., is_one).filter_map(|structure| match structure {
            Structure::Block(block) => Some(block),
            Structure::Attribute(_) => None,
        });
        removed.collect()
    }
}
